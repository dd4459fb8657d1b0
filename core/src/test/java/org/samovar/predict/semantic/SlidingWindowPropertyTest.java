package org.samovar.predict.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.samovar.method.Framing;
import org.samovar.method.PatchShape;
import org.samovar.method.Voxels;
import org.samovar.predict.Progress;

/** Windows of a system that looks at each voxel alone must not be seen in the result. */
class SlidingWindowPropertyTest {
    private static Voxels random(int depth, int height, int width, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[2 * depth * height * width];
        for (int i = 0; i < values.length; i++) {
            double v = random.nextDouble();
            values[i] = (float) (v + (v < 0.5 ? -0.01 : 0.01)); // none so near to a half that rounding decides
        }
        return new Voxels(2, depth, height, width, values);
    }

    @Property(tries = 60)
    void windowsOfAnySizeGiveWhatEachVoxelSays(
            @ForAll @IntRange(min = 1, max = 9) int depth,
            @ForAll @IntRange(min = 1, max = 14) int height,
            @ForAll @IntRange(min = 1, max = 11) int width,
            @ForAll @IntRange(min = 1, max = 6) int d,
            @ForAll @IntRange(min = 2, max = 8) int h,
            @ForAll Mirroring mirroring,
            @ForAll long seed) {
        Voxels voxels = random(depth, height, width, seed);
        Voxelwise network = new Voxelwise(new PatchShape(2, d, h, 5));
        SegmenterSettings settings = SegmenterSettings.plain().with(mirroring);

        int[] labels = new SemanticSegmenter(network, Framing.WINDOWS, settings).labels(voxels, Progress.NONE);

        assertThat(labels).hasSize(depth * height * width);
        for (int i = 0; i < labels.length; i++) {
            assertThat(labels[i]).isEqualTo(voxels.values()[i] > 0.5 ? 1 : 0);
        }
    }
}
