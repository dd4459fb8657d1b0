package org.samovar.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Box;
import org.samovar.geometry.Fit;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.image.Channels;
import org.samovar.image.Image;
import org.samovar.image.IntensityRule;
import org.samovar.image.LabelVolume;
import org.samovar.image.SampleType;
import org.samovar.image.Volume;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.PromptSet;

class SixOrientationsTest {
    private static final int WIDTH = 32;
    private static final int HEIGHT = 24;
    private static final int DEPTH = 10;
    private static final SixOrientations.Prompted BOX =
            new SixOrientations.Prompted(4, 5, PromptSet.of(new BoxPrompt(new Box(8, 6, 24, 18))));

    private final ColourNetwork network = new ColourNetwork(128, Fit.STRETCH);

    /** A bright block from (8, 6, 2) to (24, 18, 8), exclusive, in slices twice as thick as their pixels are wide. */
    private static boolean isBlock(int x, int y, int z) {
        return x >= 8 && x < 24 && y >= 6 && y < 18 && z >= 2 && z < 8;
    }

    private static Volume block() {
        List<Image> slices = new ArrayList<>();
        for (int z = 0; z < DEPTH; z++) {
            float[] values = new float[WIDTH * HEIGHT];
            for (int i = 0; i < values.length; i++) {
                values[i] = isBlock(i % WIDTH, i / WIDTH, z) ? 200 : 0;
            }
            slices.add(Image.planar(WIDTH, HEIGHT, 1, SampleType.UINT8, Channels.INTENSITY, values));
        }
        return Volume.ofSlices(slices, Axis.Z, VolumeGeometry.of(new Spacing(1, 1, 2, "mm")));
    }

    private SixOrientations six(Aggregate aggregate) {
        VolumeSettings settings = VolumeSettings.published()
                .with(SessionSettings.published().withZoom(Zoom.NEVER))
                .with(Propagation.Projection.standard());
        return new SixOrientations(network, block(), 0, new IntensityRule.AsIs(), settings, aggregate);
    }

    @ParameterizedTest
    @EnumSource
    void aBlockIsFoundAlongAllAxesFromOneBox(Aggregate aggregate) {
        List<Long> steps = new ArrayList<>();
        LabelVolume found = six(aggregate).segment(Axis.Z, List.of(BOX), (done, total, what) -> {
            assertThat(total).isEqualTo(2 * (WIDTH + HEIGHT + DEPTH));
            assertThat(done).isLessThanOrEqualTo(total);
            steps.add(done);
        });
        assertThat(found.size()).isEqualTo(block().size());
        assertThat(found.geometry()).isEqualTo(block().geometry());
        assertThat(found.ids()).containsExactly(4);
        int both = 0;
        int either = 0;
        for (int z = 0; z < DEPTH; z++) {
            for (int i = 0; i < WIDTH * HEIGHT; i++) {
                boolean is = isBlock(i % WIDTH, i / WIDTH, z);
                boolean says = found.slice(Axis.Z, z, 0).get(i % WIDTH, i / WIDTH) == 4;
                both += is && says ? 1 : 0;
                either += is || says ? 1 : 0;
            }
        }
        assertThat((double) both / either).isGreaterThan(0.8);
        assertThat(steps).isSorted();
    }

    @Test
    void timeHasOneOrientation() {
        assertThatThrownBy(() -> six(Aggregate.MEAN).segment(Axis.T, List.of(BOX), Progress.NONE))
                .isInstanceOf(UserError.class)
                .hasMessage("A time series has one orientation, not six.");
    }
}
