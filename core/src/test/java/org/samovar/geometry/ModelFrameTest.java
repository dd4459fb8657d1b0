package org.samovar.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModelFrameTest {
    private static final Size IMAGE = new Size(640, 427);

    @Test
    void theLongestSideFillsTheInputAndTheOtherIsRoundedAsInSegmentAnything() {
        ModelFrame frame = ModelFrame.of(IMAGE, 1024, Fit.LONGEST_SIDE);

        assertThat(frame.content()).isEqualTo(new Size(1024, 683));
        assertThat(frame.toModel(new ImagePoint(320, 427))).isEqualTo(new ModelPoint(512, 683));
    }

    @Test
    void stretchingFillsBothSides() {
        ModelFrame frame = ModelFrame.of(IMAGE, 1024, Fit.STRETCH);

        assertThat(frame.content()).isEqualTo(new Size(1024, 1024));
        assertThat(frame.toModel(new ImagePoint(320, 427))).isEqualTo(new ModelPoint(512, 1024));
    }

    @Test
    void aCropIsMappedFromItsOwnCorner() {
        ModelFrame frame = new ModelFrame(new Region(100, 50, 64, 32), 128, Fit.LONGEST_SIDE);

        assertThat(frame.toModel(new ImagePoint(100, 50))).isEqualTo(new ModelPoint(0, 0));
        assertThat(frame.toImage(new ModelPoint(128, 64))).isEqualTo(new ImagePoint(164, 82));
    }

    @Test
    void aVeryFlatImageKeepsOneRow() {
        assertThat(ModelFrame.of(new Size(5000, 1), 256, Fit.LONGEST_SIDE).content())
                .isEqualTo(new Size(256, 1));
    }
}
