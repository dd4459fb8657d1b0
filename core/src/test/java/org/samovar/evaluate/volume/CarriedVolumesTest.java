package org.samovar.evaluate.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.samovar.evaluate.Baseline;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Box;
import org.samovar.geometry.Size;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.image.Image;
import org.samovar.image.Mask;
import org.samovar.image.Volume;
import org.samovar.predict.Progress;
import org.samovar.predict.SliceRange;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.MaskPrompt;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.PromptSet;

class CarriedVolumesTest {
    private static final int SIDE = 20;
    private static final int COUNT = 8;
    private static final SliceRange ALL = new SliceRange(0, COUNT - 1);

    /** A bright square of six pixels that moves one to the right on each slice; the last slice is dark. */
    private static final VolumeView VIEW = view(images());

    private static List<Image> images() {
        return IntStream.range(0, COUNT)
                .mapToObj(z ->
                        image(z < COUNT - 1 ? square(z) : Mask.empty(square(z).size())))
                .toList();
    }

    private static Image image(Mask bright) {
        byte[] gray = new byte[SIDE * SIDE];
        for (int i = 0; i < gray.length; i++) {
            gray[i] = (byte) (bright.pixels()[i] ? 200 : 10);
        }
        return Image.gray(SIDE, SIDE, gray);
    }

    private static VolumeView view(List<Image> slices) {
        return VolumeView.of(Volume.ofSlices(slices, Axis.Z, VolumeGeometry.PIXELS), Axis.Z);
    }

    private static Mask square(int z) {
        return Mask.rectangle(new Size(SIDE, SIDE), new Box(3 + z, 5, 9 + z, 11));
    }

    private static PromptSet mask(int z) {
        return PromptSet.of(new MaskPrompt(square(z)));
    }

    @Test
    void aCopyStaysWhatItWas() {
        try (VolumeSegmenter.Answers answers =
                CarriedVolumes.copying(Baseline.OTSU).open(VIEW)) {
            answers.prompt(1, 3, mask(3));
            answers.propagate(new SliceRange(1, 6), Progress.NONE);
            assertThat(answers.mask(1).occupied()).containsExactly(1, 2, 3, 4, 5, 6);
            assertThat(answers.mask(1).slice(6).toMask()).isEqualTo(square(3));
        }
    }

    @Test
    void betweenTwoPromptedSlicesEachReachesHalfOfTheWay() {
        try (VolumeSegmenter.Answers answers =
                CarriedVolumes.copying(Baseline.OTSU).open(VIEW)) {
            answers.prompt(1, 1, mask(1));
            answers.prompt(1, 5, mask(5));
            answers.propagate(ALL, Progress.NONE);
            assertThat(answers.mask(1).slice(0).toMask()).isEqualTo(square(1));
            assertThat(answers.mask(1).slice(3).toMask()).isEqualTo(square(1));
            assertThat(answers.mask(1).slice(4).toMask()).isEqualTo(square(5));
            assertThat(answers.mask(1).slice(7).toMask()).isEqualTo(square(5));
        }
    }

    @Test
    void boxByBoxSeesOnlyWhatIsInTheBoxOfTheNeighbour() {
        try (VolumeSegmenter.Answers answers =
                CarriedVolumes.boxByBox(Baseline.OTSU).open(VIEW)) {
            answers.prompt(1, 2, PromptSet.of(new BoxPrompt(new Box(3, 3, 13, 13))));
            answers.propagate(ALL, Progress.NONE);
            assertThat(answers.mask(1).slice(2).toMask()).isEqualTo(square(2));
            assertThat(answers.mask(1).slice(3).toMask()).isEqualTo(square(2).and(square(3)));
        }
    }

    @Test
    void whereTooLittleIsLeftTheObjectEnds() {
        Mask thin = Mask.rectangle(square(0).size(), new Box(5, 5, 7, 11));
        VolumeView thinner = view(List.of(image(square(0)), image(square(0)), image(thin), image(thin)));
        try (VolumeSegmenter.Answers answers =
                CarriedVolumes.boxByBox(Baseline.OTSU).open(thinner)) {
            answers.prompt(1, 0, mask(0));
            answers.propagate(new SliceRange(0, 3), Progress.NONE);
            assertThat(answers.mask(1).occupied()).containsExactly(0, 1);
        }
    }

    @Test
    void objectsAreCarriedOnTheirOwn() {
        try (VolumeSegmenter.Answers answers =
                CarriedVolumes.copying(Baseline.OTSU).open(VIEW)) {
            answers.prompt(1, 0, mask(0));
            answers.prompt(2, 7, mask(7));
            answers.propagate(ALL, Progress.NONE);
            assertThat(answers.mask(1).slice(7).toMask()).isEqualTo(square(0));
            assertThat(answers.mask(2).slice(0).toMask()).isEqualTo(square(7));
        }
    }

    @Test
    void aClickOnACarriedSliceCorrectsTheMaskThatIsThere() {
        try (VolumeSegmenter.Answers answers =
                CarriedVolumes.copying(Baseline.OTSU).open(VIEW)) {
            answers.prompt(1, 3, mask(3));
            answers.propagate(ALL, Progress.NONE);
            answers.prompt(1, 5, PromptSet.of(PointPrompt.positive(10, 8)));
            // what is bright in the box of the mask that was carried there
            assertThat(answers.mask(1).slice(5).toMask()).isEqualTo(square(5).and(square(3)));
        }
    }
}
