package org.samovar.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.Box;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;

class MaskTest {
    private static final Size SIZE = new Size(6, 4);

    @Test
    void theBoxOfARectangleIsTheRectangle() {
        Box box = new Box(1, 1, 5, 3);

        Mask mask = Mask.rectangle(SIZE, box);

        assertThat(mask.boundingBox()).hasValue(box);
        assertThat(mask.area()).isEqualTo(8);
    }

    @Test
    void anEmptyMaskHasNoBox() {
        assertThat(Mask.empty(SIZE).boundingBox()).isEmpty();
        assertThat(Mask.empty(SIZE).isEmpty()).isTrue();
    }

    @Test
    void logitsAboveTheThresholdAreForegroundAndNaNIsNot() {
        Mask mask = Mask.above(4, 1, new float[] {-1, 0, 0.1f, Float.NaN}, 0);

        assertThat(mask.pixels()).containsExactly(false, false, true, false);
    }

    @Test
    void setsAreCombinedPixelByPixel() {
        Mask a = Mask.of(4, 1, new boolean[] {true, true, false, false});
        Mask b = Mask.of(4, 1, new boolean[] {true, false, true, false});

        assertThat(a.and(b).pixels()).containsExactly(true, false, false, false);
        assertThat(a.or(b).pixels()).containsExactly(true, true, true, false);
        assertThat(a.minus(b).pixels()).containsExactly(false, true, false, false);
        assertThat(a.inverse().pixels()).containsExactly(false, false, true, true);
        assertThat(a.iou(b)).isEqualTo(1.0 / 3);
    }

    @Test
    void masksOfOtherSizesAreNotCompared() {
        assertThatThrownBy(() -> Mask.empty(SIZE).iou(Mask.empty(new Size(4, 6))))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("6 x 4");
    }

    @Test
    void aCropPastedBackIsTheMaskWithinTheWindow() {
        Mask mask = Mask.rectangle(SIZE, new Box(1, 1, 5, 3));
        Region window = new Region(2, 0, 3, 4);

        Mask back = mask.crop(window).paste(window, SIZE);

        assertThat(back).isEqualTo(mask.and(Mask.rectangle(SIZE, window.box())));
    }

    @Test
    void whereMasksOverlapTheEarlierKeepsThePixel() {
        Mask left = Mask.rectangle(SIZE, new Box(0, 0, 3, 4));
        Mask right = Mask.rectangle(SIZE, new Box(2, 0, 6, 4));

        LabelMap labels = LabelMap.fromMasks(SIZE, List.of(left, right));

        assertThat(labels.mask(1)).isEqualTo(left);
        assertThat(labels.mask(2)).isEqualTo(right.minus(left));
        assertThat(labels.foreground()).isEqualTo(left.or(right));
    }

    @Test
    void idsAreListedInOrderWithTheirAreas() {
        LabelMap labels = LabelMap.of(3, 2, new int[] {7, 7, 0, 2, 2, 7});

        assertThat(labels.ids()).containsExactly(2, 7);
        assertThat(labels.areas()).containsEntry(2, 2).containsEntry(7, 3);
        assertThat(labels.maxId()).isEqualTo(7);
        assertThat(labels.consecutive().labels()).containsExactly(2, 2, 0, 1, 1, 2);
    }

    @Test
    void eachLabelHasItsRuns() {
        LabelMap labels = LabelMap.of(3, 2, new int[] {7, 7, 0, 2, 2, 7});

        assertThat(labels.runs().keySet()).containsExactly(2, 7);
        labels.runs().forEach((id, runs) -> assertThat(runs.toMask()).isEqualTo(labels.mask(id)));
    }

    @Test
    void negativeLabelsAreRefused() {
        assertThatThrownBy(() -> LabelMap.of(1, 1, new int[] {-1})).isInstanceOf(IllegalArgumentException.class);
    }
}
