package org.samovar.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.samovar.tensor.NeuralOps.Convolution;
import org.samovar.tensor.NeuralOps.Interpolation;

/** Operators against loops that follow their definitions, over random shapes. */
class NeuralOpsPropertyTest {
    private static final int TRIES = 40;

    private static float[] random(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] out = new float[n];
        for (int i = 0; i < n; i++) {
            out[i] = (float) (2 * random.nextDouble() - 1);
        }
        return out;
    }

    private static void assertClose(Tensor actual, float[] expected) {
        float[] values = actual.toFloats();
        assertThat(values).hasSameSizeAs(expected);
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).as("element %d", i).isCloseTo(expected[i], within(2e-5f));
        }
    }

    @Property(tries = TRIES)
    void linearIsRowTimesColumnPlusBias(
            @ForAll @IntRange(min = 1, max = 5) int rows,
            @ForAll @IntRange(min = 1, max = 7) int in,
            @ForAll @IntRange(min = 1, max = 6) int out,
            @ForAll long seed) {
        float[] x = random(rows * in, seed);
        float[] w = random(out * in, seed + 1);
        float[] b = random(out, seed + 2);
        float[] expected = new float[rows * out];
        for (int r = 0; r < rows; r++) {
            for (int o = 0; o < out; o++) {
                double sum = b[o];
                for (int i = 0; i < in; i++) {
                    sum += x[r * in + i] * w[o * in + i];
                }
                expected[r * out + o] = (float) sum;
            }
        }
        try (Scope scope = Scope.inference()) {
            assertClose(
                    NeuralOps.linear(Tensors.of(x, rows, in), Tensors.of(w, out, in), Optional.of(Tensors.of(b, out))),
                    expected);
        }
    }

    @Property(tries = TRIES)
    void aTransposedConvolutionMakesASquareOfEachPixel(
            @ForAll @IntRange(min = 1, max = 3) int in,
            @ForAll @IntRange(min = 1, max = 3) int out,
            @ForAll @IntRange(min = 1, max = 3) int stride,
            @ForAll long seed) {
        int h = 2;
        int w = 3;
        float[] x = random(in * h * w, seed);
        float[] kernel = random(in * out * stride * stride, seed + 1);
        float[] bias = random(out, seed + 2);
        float[] expected = new float[out * h * stride * w * stride];
        for (int n = 0; n < expected.length; n++) {
            int column = n % (w * stride);
            int row = n / (w * stride) % (h * stride);
            int o = n / (w * stride * h * stride);
            double sum = bias[o];
            for (int i = 0; i < in; i++) {
                int cell = (row % stride) * stride + column % stride;
                sum += x[(i * h + row / stride) * w + column / stride] * kernel[(i * out + o) * stride * stride + cell];
            }
            expected[n] = (float) sum;
        }
        try (Scope scope = Scope.inference()) {
            Tensor weight = Tensors.of(kernel, in, out, stride, stride);
            assertClose(NeuralOps.convTranspose2d(Tensors.of(x, 1, in, h, w), weight, Tensors.of(bias, out)), expected);
        }
    }

    @Property(tries = 5)
    void largeAttentionToNarrowValuesIsTheSameInEveryForm(
            @ForAll @IntRange(min = 250, max = 300) int queries,
            @ForAll @IntRange(min = 1, max = 400) int keys,
            @ForAll long seed) {
        int e = 272;
        int heads = 2;
        try (Scope scope = Scope.inference()) {
            Tensor q = Tensors.of(random(heads * queries * e, seed), heads, queries, e);
            Tensor k = Tensors.of(random(heads * keys * e, seed + 1), heads, keys, e);
            Tensor v = Tensors.of(random(heads * keys * 5, seed + 2), heads, keys, 5);
            float[] plain = Engine.one("plain_attention", q, k, v).toFloats();
            assertClose(NeuralOps.attention(q, k, v), plain);
            assertClose(Engine.one("chunked_attention", q, k, v, 100, 1), plain);
        }
    }

    @Property(tries = 5)
    void largeLinearLayersAreTheSameWithAndWithoutGradients(@ForAll long seed) {
        float[] x = random(1024 * 64, seed);
        float[] w = random(24 * 64, seed + 1);
        float[] b = random(24, seed + 2);
        float[] linear;
        float[] gelu;
        float[] relu;
        try (Scope scope = Scope.training(Precision.FLOAT32)) {
            Tensor y = NeuralOps.linear(Tensors.of(x, 1024, 64), Tensors.of(w, 24, 64), Optional.of(Tensors.of(b, 24)));
            linear = y.toFloats();
            gelu = Ops.gelu(y).toFloats();
            relu = Ops.relu(y).toFloats();
        }
        try (Scope scope = Scope.inference()) {
            Tensor input = Tensors.of(x, 2, 512, 64);
            Tensor weight = Tensors.of(w, 24, 64);
            Optional<Tensor> bias = Optional.of(Tensors.of(b, 24));
            assertClose(NeuralOps.linear(input, weight, bias), linear);
            assertClose(NeuralOps.linearGelu(input, weight, bias), gelu);
            assertClose(NeuralOps.linearRelu(input, weight, bias), relu);
        }
    }

    @Property(tries = TRIES)
    void convolutionSlidesTheKernelOverThePaddedImage(
            @ForAll @IntRange(min = 3, max = 7) int height,
            @ForAll @IntRange(min = 3, max = 7) int width,
            @ForAll @IntRange(min = 1, max = 3) int kernel,
            @ForAll @IntRange(min = 1, max = 2) int stride,
            @ForAll @IntRange(min = 0, max = 1) int padding,
            @ForAll long seed) {
        int in = 2;
        int out = 3;
        float[] x = random(in * height * width, seed);
        float[] w = random(out * in * kernel * kernel, seed + 1);
        int oh = (height + 2 * padding - kernel) / stride + 1;
        int ow = (width + 2 * padding - kernel) / stride + 1;
        float[] expected = new float[out * oh * ow];
        for (int o = 0; o < out; o++) {
            for (int y = 0; y < oh; y++) {
                for (int z = 0; z < ow; z++) {
                    double sum = 0;
                    for (int c = 0; c < in; c++) {
                        for (int ky = 0; ky < kernel; ky++) {
                            for (int kx = 0; kx < kernel; kx++) {
                                int iy = y * stride + ky - padding;
                                int ix = z * stride + kx - padding;
                                if (iy >= 0 && iy < height && ix >= 0 && ix < width) {
                                    sum += x[(c * height + iy) * width + ix]
                                            * w[((o * in + c) * kernel + ky) * kernel + kx];
                                }
                            }
                        }
                    }
                    expected[(o * oh + y) * ow + z] = (float) sum;
                }
            }
        }
        try (Scope scope = Scope.inference()) {
            assertClose(
                    NeuralOps.conv2d(
                            Tensors.of(x, 1, in, height, width),
                            Tensors.of(w, out, in, kernel, kernel),
                            Optional.empty(),
                            Convolution.strided(stride, padding)),
                    expected);
        }
    }

    @Property(tries = TRIES)
    void aPointwiseConvolutionIsOneWithTheSmallestKernel(
            @ForAll @IntRange(min = 1, max = 3) int in,
            @ForAll @IntRange(min = 1, max = 3) int out,
            @ForAll @IntRange(min = 1, max = 3) int batch,
            @ForAll long seed) {
        try (Scope scope = Scope.inference()) {
            Tensor x = Tensors.of(random(batch * in * 6, seed), batch, in, 2, 3);
            Tensor weight = Tensors.of(random(in * out, seed + 1), out, in, 1, 1);
            Optional<Tensor> bias = Optional.of(Tensors.of(random(out, seed + 2), out));
            Tensor expected = NeuralOps.conv2d(x, weight, bias, Convolution.plain());
            assertThat(NeuralOps.pointwise(x, weight, bias).shape()).isEqualTo(expected.shape());
            assertClose(NeuralOps.pointwise(x, weight, bias), expected.toFloats());
        }
    }

    @Property(tries = TRIES)
    void normsCentreAndScale(@ForAll @IntRange(min = 2, max = 40) int n, @ForAll long seed) {
        float[] x = random(3 * n, seed);
        float[] w = random(n, seed + 1);
        float[] b = random(n, seed + 2);
        float[] expected = new float[3 * n];
        for (int r = 0; r < 3; r++) {
            double mean = 0;
            for (int i = 0; i < n; i++) {
                mean += x[r * n + i] / (double) n;
            }
            double variance = 0;
            for (int i = 0; i < n; i++) {
                variance += Math.pow(x[r * n + i] - mean, 2) / n;
            }
            for (int i = 0; i < n; i++) {
                expected[r * n + i] = (float) ((x[r * n + i] - mean) / Math.sqrt(variance + 1e-5) * w[i] + b[i]);
            }
        }
        try (Scope scope = Scope.inference()) {
            Tensor weight = Tensors.of(w, n);
            Tensor bias = Tensors.of(b, n);
            assertClose(NeuralOps.layerNorm(Tensors.of(x, 3, n), weight, bias, 1e-5), expected);
            // the same numbers as channels of a map with three places
            Tensor map = Tensors.of(x, 3, n).transpose(0, 1).reshape(1, n, 1, 3);
            Tensor back =
                    NeuralOps.channelNorm(map, weight, bias, 1e-5).reshape(n, 3).transpose(0, 1);
            assertClose(back, expected);
        }
    }

    @Property(tries = TRIES)
    void normsOfBfloat16AreRoundedOnce(@ForAll @IntRange(min = 2, max = 40) int n, @ForAll long seed) {
        try (Scope scope = Scope.inference()) {
            Tensor x = Ops.cast(Tensors.of(random(3 * n, seed), 3, n), DType.BFLOAT16);
            Tensor weight = Tensors.of(random(n, seed + 1), n);
            Tensor bias = Tensors.of(random(n, seed + 2), n);
            Tensor narrow = NeuralOps.layerNorm(x, weight, bias, 1e-5);
            Tensor wide = NeuralOps.layerNorm(Ops.cast(x, DType.FLOAT32), weight, bias, 1e-5);
            float[] expected = wide.toFloats();
            assertThat(narrow.type()).isEqualTo(DType.BFLOAT16);
            float[] found = narrow.toFloats();
            for (int i = 0; i < found.length; i++) {
                assertThat(found[i]).isCloseTo(expected[i], within(Math.abs(expected[i]) / 200 + 1e-4f));
            }
        }
    }

    @Property(tries = TRIES)
    void everyFormOfAttentionIsTheSoftmaxOfTheScoresTimesTheValues(
            @ForAll @IntRange(min = 1, max = 300) int queries,
            @ForAll @IntRange(min = 1, max = 4) int height,
            @ForAll @IntRange(min = 1, max = 4) int width,
            @ForAll long seed) {
        int e = 4;
        int keys = height * width;
        float[] q = random(queries * e, seed);
        float[] k = random(keys * e, seed + 1);
        float[] v = random(keys * e, seed + 2);
        float[] rows = random(queries * height, seed + 3);
        float[] columns = random(queries * width, seed + 4);
        try (Scope scope = Scope.inference()) {
            Tensor tq = Tensors.of(q, 1, 1, queries, e);
            Tensor tk = Tensors.of(k, 1, 1, keys, e);
            Tensor tv = Tensors.of(v, 1, 1, keys, e);
            float[] plain = attention(q, k, v, new float[queries * keys], queries, keys, e);
            assertClose(NeuralOps.attention(tq, tk, tv), plain);
            Tensor narrow = Ops.copy(tv.narrow(-1, 0, 1)); // (1, 1, keys, 1)
            float[] first = NeuralOps.attention(tq, tk, tv).narrow(-1, 0, 1).toFloats();
            assertClose(NeuralOps.attention(tq, tk, narrow), first);
            assertClose(Engine.one("plain_attention", tq, tk, tv), plain);
            assertClose(Engine.one("chunked_attention", tq, tk, tv, 7, 1), plain);
            Tensor heads = Engine.one( // five heads, two at a time
                    "chunked_attention",
                    tq.expand(1, 5, -1, -1),
                    tk.expand(1, 5, -1, -1),
                    tv.expand(1, 5, -1, -1),
                    7,
                    2 * keys * Math.min(7, queries));
            for (int head = 0; head < 5; head++) {
                assertClose(heads.narrow(1, head, 1), plain);
            }
            float[] bias = new float[queries * keys];
            for (int i = 0; i < bias.length; i++) {
                int query = i / keys;
                bias[i] = rows[query * height + i % keys / width] + columns[query * width + i % width];
            }
            float[] biased = attention(q, k, v, bias, queries, keys, e);
            assertClose(NeuralOps.attention(tq, tk, tv, Tensors.of(bias, 1, 1, queries, keys)), biased);
            assertClose(
                    NeuralOps.gridAttention(
                            tq,
                            tk,
                            tv,
                            Tensors.of(rows, 1, 1, queries, height),
                            Tensors.of(columns, 1, 1, queries, width)),
                    biased);
        }
    }

    private static float[] attention(float[] q, float[] k, float[] v, float[] bias, int queries, int keys, int e) {
        float[] out = new float[queries * e];
        for (int i = 0; i < queries; i++) {
            double[] weight = new double[keys];
            double total = 0;
            for (int j = 0; j < keys; j++) {
                double score = bias[i * keys + j];
                for (int c = 0; c < e; c++) {
                    score += q[i * e + c] * k[j * e + c] / Math.sqrt(e);
                }
                weight[j] = Math.exp(score);
                total += weight[j];
            }
            for (int j = 0; j < keys; j++) {
                for (int c = 0; c < e; c++) {
                    out[i * e + c] += (float) (weight[j] / total * v[j * e + c]);
                }
            }
        }
        return out;
    }

    @Property(tries = TRIES)
    void bilinearResizingWeighsTheFourNeighbours(
            @ForAll @IntRange(min = 1, max = 6) int height,
            @ForAll @IntRange(min = 1, max = 6) int width,
            @ForAll @IntRange(min = 1, max = 9) int toHeight,
            @ForAll @IntRange(min = 1, max = 9) int toWidth,
            @ForAll long seed) {
        float[] x = random(height * width, seed);
        float[] expected = new float[toHeight * toWidth];
        for (int i = 0; i < toHeight; i++) {
            for (int j = 0; j < toWidth; j++) {
                double sy = Math.max(0, (i + 0.5) * height / toHeight - 0.5);
                double sx = Math.max(0, (j + 0.5) * width / toWidth - 0.5);
                int y0 = (int) sy;
                int x0 = (int) sx;
                int y1 = Math.min(y0 + 1, height - 1);
                int x1 = Math.min(x0 + 1, width - 1);
                double fy = sy - y0;
                double fx = sx - x0;
                double top = x[y0 * width + x0] * (1 - fx) + x[y0 * width + x1] * fx;
                double bottom = x[y1 * width + x0] * (1 - fx) + x[y1 * width + x1] * fx;
                expected[i * toWidth + j] = (float) (top * (1 - fy) + bottom * fy);
            }
        }
        try (Scope scope = Scope.inference()) {
            assertClose(
                    NeuralOps.resize(Tensors.of(x, 1, 1, height, width), Interpolation.BILINEAR, toHeight, toWidth),
                    expected);
        }
    }

    @Property(tries = TRIES)
    void rotaryPositionsTurnPairsOfChannels(
            @ForAll @IntRange(min = 1, max = 3) int maps,
            @ForAll @IntRange(min = 1, max = 5) int cells,
            @ForAll @IntRange(min = 1, max = 4) int pairs,
            @ForAll long seed) {
        float[] x = random(maps * cells * 2 * pairs, seed);
        float[] angles = random(cells * pairs, seed + 1);
        float[] cosine = new float[angles.length];
        float[] sine = new float[angles.length];
        for (int i = 0; i < angles.length; i++) {
            cosine[i] = (float) Math.cos(angles[i]);
            sine[i] = (float) Math.sin(angles[i]);
        }
        float[] expected = new float[x.length];
        for (int i = 0; i < x.length; i += 2) {
            int angle = i / 2 % angles.length;
            expected[i] = x[i] * cosine[angle] - x[i + 1] * sine[angle];
            expected[i + 1] = x[i] * sine[angle] + x[i + 1] * cosine[angle];
        }
        try (Scope scope = Scope.inference()) {
            Tensor wide = Tensors.of(x, maps, cells, 2 * pairs);
            Tensor c = Tensors.of(cosine, cells, pairs);
            Tensor s = Tensors.of(sine, cells, pairs);
            assertClose(NeuralOps.rotary(wide, c, s), expected);
            Tensor narrow = NeuralOps.rotary(Ops.cast(wide, DType.BFLOAT16), c, s);
            assertThat(narrow.type()).isEqualTo(DType.BFLOAT16);
            // each input and the result are rounded to 8 bits
            assertThat(Ops.cast(narrow, DType.FLOAT32).toFloats()).containsExactly(expected, within(0.02f));
        }
    }

    @Property(tries = TRIES)
    void poolingTakesTheLargestOrTheMeanOfEachSquare(@ForAll @IntRange(min = 1, max = 4) int cells, @ForAll long seed) {
        int side = 2 * cells;
        float[] x = random(side * side, seed);
        float[] largest = new float[cells * cells];
        float[] mean = new float[cells * cells];
        for (int i = 0; i < cells; i++) {
            for (int j = 0; j < cells; j++) {
                float a = x[2 * i * side + 2 * j];
                float b = x[2 * i * side + 2 * j + 1];
                float c = x[(2 * i + 1) * side + 2 * j];
                float d = x[(2 * i + 1) * side + 2 * j + 1];
                largest[i * cells + j] = Math.max(Math.max(a, b), Math.max(c, d));
                mean[i * cells + j] = (a + b + c + d) / 4;
            }
        }
        try (Scope scope = Scope.inference()) {
            Tensor map = Tensors.of(x, 1, 1, side, side);
            assertClose(NeuralOps.maxPool2d(map, 2, 2), largest);
            assertClose(NeuralOps.averagePool2d(map, 2, 2), mean);
        }
    }
}
