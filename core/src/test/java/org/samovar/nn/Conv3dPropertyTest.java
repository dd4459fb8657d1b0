package org.samovar.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/** Convolutions of volumes against loops that follow their definition. */
class Conv3dPropertyTest {
    private static final int TRIES = 60;
    private static final List<PerAxis> KERNELS =
            List.of(PerAxis.cube(1), PerAxis.plane(3), PerAxis.cube(3), new PerAxis(3, 1, 1), new PerAxis(1, 5, 3));
    private static final List<PerAxis> STRIDES = List.of(PerAxis.cube(1), PerAxis.plane(2), PerAxis.cube(2));

    private static float[] random(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] out = new float[n];
        for (int i = 0; i < n; i++) {
            out[i] = (float) (2 * random.nextDouble() - 1);
        }
        return out;
    }

    /** A volume (C, D, H, W); zero beyond it. */
    private record Volume(int d, int h, int w, float[] values) {
        float at(int c, int z, int y, int x) {
            boolean inside = z >= 0 && z < d && y >= 0 && y < h && x >= 0 && x < w;
            return inside ? values[((c * d + z) * h + y) * w + x] : 0;
        }
    }

    @Property(tries = TRIES)
    void theKernelSlidesOverThePaddedVolume(
            @ForAll @IntRange(min = 1, max = 2) int batch,
            @ForAll @IntRange(min = 1, max = 5) int depth,
            @ForAll @IntRange(min = 1, max = 6) int height,
            @ForAll @IntRange(max = 4) int kernelOf,
            @ForAll @IntRange(max = 2) int strideOf,
            @ForAll boolean depthwise,
            @ForAll long seed) {
        PerAxis kernel = KERNELS.get(kernelOf);
        PerAxis stride = STRIDES.get(strideOf);
        int width = 4;
        int in = 2;
        int out = depthwise ? 2 : 3;
        int groups = depthwise ? 2 : 1;
        Conv3d layer = new Conv3d(in, out, kernel, stride, groups, Bias.WITH, Init.normal(1));
        int n = in * depth * height * width;
        float[] values = random(batch * n, seed);
        try (Weights weights = Weights.initialise(layer, seed);
                Scope scope = Scope.inference()) {
            Tensor y = layer.forward(Tensors.of(values, batch, in, depth, height, width));
            float[] found = y.toFloats();
            Volume w = new Volume(
                    kernel.depth(),
                    kernel.height(),
                    kernel.width(),
                    weights.tensors().get("weight").toFloats());
            float[] bias = weights.tensors().get("bias").toFloats();
            int i = 0;
            for (int b = 0; b < batch; b++) {
                Volume x = new Volume(depth, height, width, Arrays.copyOfRange(values, b * n, (b + 1) * n));
                for (int o = 0; o < out; o++) {
                    for (int z = 0; z < y.size(2); z++) {
                        for (int row = 0; row < y.size(3); row++) {
                            for (int column = 0; column < y.size(4); column++) {
                                double expected = bias[o]
                                        + sum(
                                                x,
                                                w,
                                                o * (in / groups),
                                                depthwise ? o : 0,
                                                in / groups,
                                                z * stride.depth() - kernel.depth() / 2,
                                                row * stride.height() - kernel.height() / 2,
                                                column * stride.width() - kernel.width() / 2);
                                assertThat((double) found[i++]).isCloseTo(expected, within(1e-4));
                            }
                        }
                    }
                }
            }
            assertThat(i).isEqualTo(found.length);
        }
    }

    private static double sum(Volume x, Volume w, int kernelFrom, int from, int channels, int z, int y, int column) {
        double sum = 0;
        for (int c = 0; c < channels; c++) {
            for (int dz = 0; dz < w.d; dz++) {
                for (int dy = 0; dy < w.h; dy++) {
                    for (int dx = 0; dx < w.w; dx++) {
                        sum += x.at(from + c, z + dz, y + dy, column + dx) * w.at(kernelFrom + c, dz, dy, dx);
                    }
                }
            }
        }
        return sum;
    }

    @Property(tries = TRIES)
    void aTransposedConvolutionMakesABlockOfEachVoxel(
            @ForAll @IntRange(min = 1, max = 3) int depth, @ForAll @IntRange(max = 2) int strideOf, @ForAll long seed) {
        PerAxis stride = STRIDES.get(strideOf);
        int in = 2;
        int out = 3;
        ConvTranspose3d layer = new ConvTranspose3d(in, out, stride);
        float[] values = random(in * depth * 2 * 3, seed);
        Volume x = new Volume(depth, 2, 3, values);
        try (Weights weights = Weights.initialise(layer, seed);
                Scope scope = Scope.inference()) {
            Tensor y = layer.forward(Tensors.of(values, 1, in, depth, 2, 3));
            assertThat(y.shape())
                    .containsExactly(1, out, (long) depth * stride.depth(), 2L * stride.height(), 3L * stride.width());
            Volume found = new Volume(y.size(2), y.size(3), y.size(4), y.toFloats());
            Volume w = new Volume(
                    stride.depth(),
                    stride.height(),
                    stride.width(),
                    weights.tensors().get("weight").toFloats());
            float[] bias = weights.tensors().get("bias").toFloats();
            for (int i = 0; i < found.values.length; i++) {
                int column = i % found.w;
                int row = i / found.w % found.h;
                int z = i / found.w / found.h % found.d;
                int o = i / found.w / found.h / found.d;
                double expected = bias[o];
                for (int c = 0; c < in; c++) {
                    expected += x.at(c, z / stride.depth(), row / stride.height(), column / stride.width())
                            * w.at(c * out + o, z % stride.depth(), row % stride.height(), column % stride.width());
                }
                assertThat((double) found.values[i]).isCloseTo(expected, within(1e-4));
            }
        }
    }
}
