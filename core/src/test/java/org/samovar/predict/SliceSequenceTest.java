package org.samovar.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Box;
import org.samovar.geometry.Fit;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.Size;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.Channels;
import org.samovar.image.Image;
import org.samovar.image.IntensityRule;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.Mask;
import org.samovar.image.RgbImage;
import org.samovar.image.SampleType;
import org.samovar.image.Volume;
import org.samovar.image.VolumeInfo;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.MaskPrompt;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.Polarity;
import org.samovar.prompt.PromptSet;
import org.samovar.prompt.Scribble;

class SliceSequenceTest {
    private static final VolumeGeometry THICK = VolumeGeometry.of(new Spacing(1, 1, 4, "mm"));

    /** Each voxel is 1000 t + 100 z + 10 y + x. */
    private static Volume volume(VolumeSize size, VolumeGeometry geometry) {
        VolumeInfo info = new VolumeInfo(size, 1, SampleType.UINT16, Channels.INTENSITY, geometry);
        return Volume.of(info, (window, z, t, c) -> {
            double[] out = new double[window.size().pixels()];
            for (int i = 0; i < out.length; i++) {
                int x = window.x() + i % window.width();
                out[i] = 1000 * t + 100 * z + 10 * (window.y() + i / window.width()) + x;
            }
            return out;
        });
    }

    @Test
    void allSlicesHaveTheRangeOfTheWholeVolumeAndAreReadWhenAskedFor() {
        VolumeSize size = new VolumeSize(4, 3, 5, 1);
        SliceSequence slices =
                SliceSequence.of(volume(size, VolumeGeometry.PIXELS), Axis.Z, 0, new IntensityRule.FullRange());
        assertThat(slices.count()).isEqualTo(5);
        assertThat(slices.size()).isEqualTo(new Size(4, 3));
        assertThat(slices.image(0).get(0, 0, 0)).isZero();
        assertThat(slices.image(4).get(3, 2, 2)).isEqualTo(255);
        assertThat(slices.image(2).get(0, 0, 1)).isEqualTo(Math.round(255 * 200 / 423f));
        assertThat(slices.reversed().image(4).pixels())
                .isEqualTo(slices.image(0).pixels());
    }

    @Test
    void aSliceAcrossThickOnesIsSeenInSquarePixels() {
        VolumeSize size = new VolumeSize(6, 8, 5, 1);
        SliceSequence slices = SliceSequence.of(volume(size, THICK), Axis.X, 0, new IntensityRule.FullRange());
        assertThat(slices.size()).isEqualTo(new Size(8, 5));
        assertThat(slices.image(0).size()).isEqualTo(new Size(8, 5));
        assertThat(slices.seen(0).size()).isEqualTo(new Size(8, 20));
        SliceSequence flat = SliceSequence.of(volume(size, THICK), Axis.Z, 0, new IntensityRule.FullRange());
        assertThat(flat.stretch().isNone()).isTrue();
    }

    @Test
    void promptsAndMasksAreCarriedToSquarePixelsAndBack() {
        PixelStretch stretch = PixelStretch.of(new Size(8, 5), new Spacing(1, 4, 1, "mm"));
        Mask mask = Pictures.rectangle(8, 5, 2, 1, 6, 4);
        PromptSet square = stretch.toSquare(PromptSet.of(
                new BoxPrompt(new Box(2, 1, 6, 4)),
                PointPrompt.positive(3, 2),
                new Scribble(List.of(new ImagePoint(0, 0)), Polarity.NEGATIVE),
                new MaskPrompt(mask)));
        assertThat(square.box()).contains(new Box(2, 4, 6, 16));
        assertThat(square.points().get(0).point().y()).isCloseTo(9.5, within(1e-9));
        assertThat(square.scribbles().get(0).line().get(0)).isEqualTo(new ImagePoint(0, 1.5));
        assertThat(square.mask()).contains(Pictures.rectangle(8, 20, 2, 4, 6, 16));
        assertThat(stretch.toVoxels(square.mask().orElseThrow())).isEqualTo(mask);
    }

    @Test
    void anObjectIsFollowedThroughSlicesAcrossThickOnes() {
        List<Image> slices = new ArrayList<>();
        for (int z = 0; z < 6; z++) {
            float[] values = new float[24 * 30];
            for (int i = 0; i < values.length; i++) {
                values[i] = z >= 1 && z < 5 && i / 24 >= 10 && i / 24 < 20 && i % 24 >= 4 && i % 24 < 20 ? 200 : 0;
            }
            slices.add(Image.planar(24, 30, 1, SampleType.UINT8, Channels.INTENSITY, values));
        }
        Volume volume = Volume.ofSlices(slices, Axis.Z, THICK);
        SliceSequence across = SliceSequence.of(volume, Axis.X, 0, new IntensityRule.AsIs());
        VolumeSettings settings = VolumeSettings.published()
                .with(SessionSettings.published().withZoom(Zoom.NEVER))
                .with(Propagation.Projection.standard());
        try (VolumeSession session = VolumeSession.open(new ColourNetwork(128, Fit.LONGEST_SIDE), across, settings)) {
            Candidates found = session.prompt(1, 10, PromptSet.of(new BoxPrompt(new Box(10, 1, 20, 5))));
            Mask expected = Pictures.rectangle(30, 6, 10, 1, 20, 5);
            assertThat(found.chosen().mask().iou(expected)).isGreaterThan(0.85);
            session.propagate(SliceRange.all(across), SliceListener.NONE, Progress.NONE);
            assertThat(session.mask(1, 5).orElseThrow().toMask().iou(expected)).isGreaterThan(0.85);
            LabelVolume labels = across.place(session.labels());
            assertThat(labels.size()).isEqualTo(volume.size());
            assertThat(labels.geometry()).isEqualTo(THICK);
            assertThat(labels.slice(Axis.Z, 2, 0).get(8, 12)).isEqualTo(1);
            assertThat(labels.slice(Axis.Z, 0, 0).ids()).isEmpty();
        }
    }

    @Test
    void labelsOfOnePointInTimeLeaveTheOthersEmpty() {
        Volume volume = volume(new VolumeSize(2, 2, 3, 2), VolumeGeometry.PIXELS);
        LabelMap full = LabelMap.of(2, 2, new int[] {1, 2, 3, 4});
        SliceSequence inSpace = SliceSequence.of(volume, Axis.Z, 1, new IntensityRule.FullRange());
        LabelVolume space = inSpace.place(List.of(full, full, full));
        assertThat(space.slice(Axis.Z, 2, 1)).isEqualTo(full);
        assertThat(space.slice(Axis.Z, 2, 0).ids()).isEmpty();
        SliceSequence inTime = SliceSequence.of(volume, Axis.T, 2, new IntensityRule.FullRange());
        LabelVolume time = inTime.place(List.of(full, full));
        assertThat(time.slice(Axis.T, 1, 2)).isEqualTo(full);
        assertThat(time.slice(Axis.T, 1, 0).ids()).isEmpty();
    }

    @Test
    void whatDoesNotFitIsRefusedInPlainWords() {
        Volume volume = volume(new VolumeSize(2, 2, 3, 1), VolumeGeometry.PIXELS);
        IntensityRule rule = new IntensityRule.FullRange();
        assertThatThrownBy(() -> SliceSequence.of(volume, Axis.Z, 1, rule))
                .isInstanceOf(UserError.class)
                .hasMessage("There is no point in time 1: the volume has 1, counted from 0.");
        assertThatThrownBy(() -> SliceSequence.of(volume, Axis.T, 3, rule))
                .hasMessage("There is no slice 3: the volume has 3, counted from 0.");
        assertThatThrownBy(() ->
                        SliceSequence.of(List.of(RgbImage.gray(2, 2, new byte[4]), RgbImage.gray(2, 3, new byte[6]))))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("Image 1 has 2 x 3 pixels, but the first has 2 x 2");
        VolumeInfo info = volume.info();
        Volume broken = Volume.of(info, (window, z, t, c) -> {
            double[] values = new double[window.size().pixels()];
            values[0] = z == 1 ? Double.NaN : 1;
            return values;
        });
        SliceSequence slices = SliceSequence.of(broken, Axis.Z, 0, rule);
        assertThat(slices.image(0)).isNotNull();
        assertThatThrownBy(() -> slices.image(1))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("Cannot use slice 1: ");
    }
}
