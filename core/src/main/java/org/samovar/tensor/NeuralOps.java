package org.samovar.tensor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Layers as functions: products, convolutions, norms, attention, resizing, with gradients. Axis letters: B batch, C channels,
 * H W (D) space, N tokens, Q heads, E width of a head.
 *
 * <p>Products, convolutions and attention run in the scope's {@link Precision}, or in the weight's type where that is narrower
 * already, and their results have that type; norms and sums widen to float32 by themselves.
 */
public final class NeuralOps {
    /** Of running statistics: how far they move at each step. */
    private static final double MOMENTUM = 0.1;

    /** Rows of queries that are handled together where scores are not fused: many for long products, few for short memory. */
    private static final int QUERY_ROWS = 512;
    /** The same in float32, one head at a time. */
    private static final int FLOAT_ROWS = 128;
    /** As many scores are made at a time, unless one head has more. */
    private static final int SCORES = 1 << 22;
    /** Up to this many scores a pair of heads the plain form beats the fused kernel in training. */
    private static final long PLAIN_SCORES = 1 << 20;

    /** Up to this many scores of a head with a mask or bias, as in windows, the plain form beats the fused kernel. */
    private static final long WINDOW_SCORES = 1 << 16;

    /** As many scores with a bias are made at a time, so that they stay in the cache. */
    private static final int FUSED_GRID_SCORES = 1 << 22;

    private static final int PLAIN_GRID_SCORES = 1 << 21;

    /** Channels, slices and rows of a volume that libtorch convolves by slow kernels when it comes alone. */
    private static final long SMALL_VOLUME = 20_480;

    private NeuralOps() {}

    /** x W^T + b for x (..., in), weight (out, in), bias (out). */
    public static Tensor linear(Tensor x, Tensor weight, Optional<Tensor> bias) {
        return OneDnn.suits(x, weight)
                ? OneDnn.run("linear", arguments(bias, x, weight))
                : call("linear", bias, x, weight, type(weight));
    }

    /** {@link Ops#gelu} of {@link #linear}, in one pass where that is possible. */
    public static Tensor linearGelu(Tensor x, Tensor weight, Optional<Tensor> bias) {
        return OneDnn.suits(x, weight)
                ? OneDnn.run("linear_gelu", arguments(bias, x, weight))
                : Ops.gelu(linear(x, weight, bias));
    }

    /** {@link Ops#relu} of {@link #linear}, in one pass where that is possible. */
    public static Tensor linearRelu(Tensor x, Tensor weight, Optional<Tensor> bias) {
        return OneDnn.suits(x, weight)
                ? OneDnn.run("linear_relu", arguments(bias, x, weight))
                : call("linear_relu", bias, x, weight, type(weight));
    }

    /** The matrix product of the last two axes, in the scope's precision; axes before them broadcast. */
    public static Tensor product(Tensor a, Tensor b) {
        DType type = productType(a);
        return Ops.matmul(as(a, type), as(b, type));
    }

    /** Stride, padding, dilation (one value for all axes) and groups of a convolution. */
    public record Convolution(long stride, long padding, long dilation, long groups) {
        public static Convolution plain() {
            return new Convolution(1, 0, 1, 1);
        }

        public static Convolution strided(long stride, long padding) {
            return new Convolution(stride, padding, 1, 1);
        }

        public static Convolution depthwise(long channels, long stride, long padding) {
            return new Convolution(stride, padding, 1, channels);
        }
    }

    /** Convolves x (B, C, H, W) with weight (out, C / groups, h, w). */
    public static Tensor conv2d(Tensor x, Tensor weight, Optional<Tensor> bias, Convolution c) {
        return call(
                "conv2d", bias, x, weight, pair(c.stride), pair(c.padding), pair(c.dilation), c.groups, type(weight));
    }

    /**
     * The 1 x 1 convolution of x (B, C, H, W) with weight (out, C, 1, 1): a linear layer at each pixel. The channels of a pixel lie beside
     * each other in memory, and best do so in x.
     *
     * @return (B, out, H, W)
     */
    public static Tensor pointwise(Tensor x, Tensor weight, Optional<Tensor> bias) {
        Tensor perPixel = weight.reshape(weight.size(0), weight.size(1)); // (out, C)
        return linear(x.permute(0, 2, 3, 1), perPixel, bias) // (B, H, W, out)
                .permute(0, 3, 1, 2); // (B, out, H, W)
    }

    /** Convolves x (B, C, D, H, W) with weight (out, C / groups, d, h, w); stride and padding per axis. */
    public static Tensor conv3d(
            Tensor x, Tensor weight, Optional<Tensor> bias, long[] stride, long[] padding, long groups) {
        if (x.size(2) == 1 && weight.size(2) == 1 && padding[0] == 0) {
            return flatConv3d(x, weight, bias, stride, padding, groups);
        }
        long[] plain = {1, 1, 1};
        long type = type(weight);
        if (type == DType.FLOAT32.code() && isTooSmallAlone(x, weight, groups)) {
            Tensor twice = x.expand(2, -1, -1, -1, -1);
            return call("conv3d", bias, twice, weight, stride, padding, plain, groups, type)
                    .narrow(0, 0, 1);
        }
        return call("conv3d", bias, x, weight, stride, padding, plain, groups, type);
    }

    /**
     * Whether libtorch would leave its fast kernels ({@code ConvParams::use_mkldnn}): it measures a volume by three of its axes, and only
     * where it comes alone. Two of them at once take an eighth of the time of one by the slow kernels.
     */
    private static boolean isTooSmallAlone(Tensor x, Tensor weight, long groups) {
        long measured = (long) x.size(1) * x.size(2) * x.size(3);
        return x.size(0) == 1
                && groups == 1
                && measured <= SMALL_VOLUME
                && weight.size(2) * weight.size(3) > 1
                && Scope.current().device().isCpu();
    }

    /** Of one slice, by a kernel of one: a convolution of images takes a fifth of the time. */
    private static Tensor flatConv3d(
            Tensor x, Tensor weight, Optional<Tensor> bias, long[] stride, long[] padding, long groups) {
        long[] strides = {stride[1], stride[2]};
        long[] paddings = {padding[1], padding[2]};
        return call(
                        "conv2d",
                        bias,
                        x.squeeze(2),
                        weight.squeeze(2),
                        strides,
                        paddings,
                        new long[] {1, 1},
                        groups,
                        type(weight))
                .unsqueeze(2);
    }

    /**
     * The transposed convolution of x (B, C, H, W) with weight (C, out, n, n) and a stride of n: a linear layer makes n x n pixels of each
     * one. The channels of a pixel lie beside each other in memory.
     *
     * @return (B, out, n H, n W)
     */
    public static Tensor convTranspose2d(Tensor x, Tensor weight, Tensor bias) {
        long n = weight.size(2);
        long out = weight.size(1);
        Tensor perPixel = weight.permute(2, 3, 1, 0).reshape(n * n * out, weight.size(0)); // (n n out, C)
        Tensor biases = Ops.cat(Collections.nCopies((int) (n * n), bias), 0); // (n n out)
        return linear(x.permute(0, 2, 3, 1), perPixel, Optional.of(biases)) // (B, H, W, n n out)
                .reshape(x.size(0), x.size(2), x.size(3), n, n, out)
                .permute(0, 1, 3, 2, 4, 5) // (B, H, n, W, n, out)
                .reshape(x.size(0), n * x.size(2), n * x.size(3), out)
                .permute(0, 3, 1, 2); // (B, out, n H, n W)
    }

    /** The transposed convolution of x (B, C, D, H, W) with weight (C, out, d, h, w), without padding. */
    public static Tensor convTranspose3d(Tensor x, Tensor weight, Optional<Tensor> bias, long... stride) {
        return call("conv_transpose3d", bias, x, weight, stride, new long[] {0, 0, 0}, type(weight));
    }

    /**
     * Normalises the last axis. The result has the type of the weight; without gradients and on a CPU that of x, which half the memory
     * makes faster, and the sums are float32 all the same.
     */
    public static Tensor layerNorm(Tensor x, Tensor weight, Tensor bias, double epsilon) {
        return Engine.one(staysNarrow(x) ? "layer_norm_narrow" : "layer_norm", x, weight, bias, epsilon);
    }

    private static boolean staysNarrow(Tensor x) {
        return x.type() == DType.BFLOAT16 && Scope.infersOnCpu();
    }

    /** Normalises the channels of x (B, C, H, W) at each place (SAM's LayerNorm2d). */
    public static Tensor channelNorm(Tensor x, Tensor weight, Tensor bias, double epsilon) {
        return Engine.one("channel_norm", x, weight, bias, epsilon);
    }

    /** Normalises groups of channels of x (B, C, ...). */
    public static Tensor groupNorm(Tensor x, int groups, Tensor weight, Tensor bias, double epsilon) {
        return Engine.one("group_norm", x, groups, weight, bias, epsilon);
    }

    /** Normalises each channel of each sample of x (B, C, ...), without parameters. */
    public static Tensor instanceNorm(Tensor x, double epsilon) {
        return Engine.one("instance_norm", x, epsilon);
    }

    /** Normalises each channel of each sample of x (B, C, ...), then scales and shifts it. */
    public static Tensor instanceNorm(Tensor x, Tensor weight, Tensor bias, double epsilon) {
        return Engine.one("instance_norm", x, epsilon, weight, bias);
    }

    /** Which statistics a batch norm uses. */
    public enum Statistics {
        /** Of this batch; the running ones move towards them by a tenth. */
        BATCH,
        /** The running ones. */
        RUNNING
    }

    /** Normalises channels of x (B, C, ...) over the batch. */
    public static Tensor batchNorm(
            Tensor x, Tensor weight, Tensor bias, Tensor mean, Tensor variance, Statistics use, double epsilon) {
        // a piece that is made again has moved the running statistics already
        double momentum = Scope.current().makesAgain() ? 0 : MOMENTUM;
        return Engine.one("batch_norm", x, weight, bias, mean, variance, use == Statistics.BATCH, momentum, epsilon);
    }

    /**
     * softmax(q k^T / sqrt(E)) v.
     *
     * @param q (..., N, E)
     * @param k (..., M, E)
     * @param v (..., M, V), V at most E; narrow values take less time
     * @return (..., N, V) in the scope's precision
     */
    public static Tensor attention(Tensor q, Tensor k, Tensor v) {
        Scope scope = Scope.current();
        DType type = productType(q);
        Tensor a = as(q, type);
        Tensor b = as(k, type);
        Tensor c = as(v, type);
        if (scope.recordsGradients() && scores(q, k) <= PLAIN_SCORES) {
            return Engine.one("plain_attention", a, b, c);
        }
        int missing = q.size(-1) - v.size(-1);
        if (scope.recordsGradients() || (type != DType.BFLOAT16 && missing == 0)) {
            // the fused kernel knows values of the width of the keys only
            Tensor wide = missing == 0 ? c : Ops.pad(c, 0, 0, missing);
            Tensor out = Engine.one("fused_attention", a, b, wide);
            return missing == 0 ? out : out.narrow(-1, 0, v.size(-1));
        }
        return OneDnn.suits(a, b)
                ? OneDnn.run("attention", a, b, c, FLOAT_ROWS)
                : Engine.one("chunked_attention", a, b, c, QUERY_ROWS, SCORES);
    }

    private static long scores(Tensor q, Tensor k) {
        return (long) q.size(-2) * k.size(-2);
    }

    /** The same with a mask (broadcast to (..., N, M)) that is added to the scores. */
    public static Tensor attention(Tensor q, Tensor k, Tensor v, Tensor mask) {
        DType type = productType(q);
        String form = scores(q, k) <= WINDOW_SCORES ? "plain_attention_with_mask" : "attention_with_mask";
        return Engine.one(form, as(q, type), as(k, type), as(v, type), as(mask, type));
    }

    /**
     * Attention over an H x W grid of keys with a bias that is the sum of one for the row and one for the column (SAM's
     * decomposed relative positions), without building the whole bias.
     *
     * @param q (..., N, E)
     * @param k (..., H W, E)
     * @param v (..., H W, E)
     * @param rows (..., N, H)
     * @param columns (..., N, W)
     */
    public static Tensor gridAttention(Tensor q, Tensor k, Tensor v, Tensor rows, Tensor columns) {
        DType type = productType(q);
        boolean isRecorded = Scope.current().recordsGradients();
        // measured on a CPU with 4096 tokens: float32 is faster fused, bfloat16 is not
        boolean isFused = type == DType.FLOAT32 && scores(q, k) > WINDOW_SCORES && !isRecorded;
        return Engine.one(
                "biased_attention",
                as(q, type),
                as(k, type),
                as(v, type),
                as(rows, type),
                as(columns, type),
                isFused ? FUSED_GRID_SCORES : PLAIN_GRID_SCORES,
                isFused,
                isRecorded);
    }

    /**
     * For each pair of places on a line the vector of their distance.
     *
     * @param table (2 n - 1, E), the vector of distance d at index d + n - 1
     * @return (n, n, E), at (i, j) the vector of i - j
     */
    public static Tensor relativePositions(Tensor table, int n) {
        return Engine.one("relative_positions", table.check("A table of distances", 2L * n - 1, -1), n);
    }

    /**
     * Turns each pair of neighbouring channels by an angle (rotary position embedding, Su et al. 2021, section 3.2.2).
     *
     * @param x (..., N, E)
     * @param cosine (N, E / 2) of the angles
     * @param sine (N, E / 2) of the angles
     * @return (..., N, E) in the type of the angles; without gradients and on a CPU in that of x, after a turn in that of the angles
     */
    public static Tensor rotary(Tensor x, Tensor cosine, Tensor sine) {
        return Engine.one(staysNarrow(x) ? "rotary_narrow" : "rotary", x, cosine, sine);
    }

    /** The largest value of each square window of x (B, C, H, W). */
    public static Tensor maxPool2d(Tensor x, int kernel, int stride) {
        return Engine.one("max_pool2d", x, kernel, stride);
    }

    /** The mean of each square window of x (B, C, H, W). */
    public static Tensor averagePool2d(Tensor x, int kernel, int stride) {
        return Engine.one("avg_pool2d", x, kernel, stride);
    }

    /** The largest value of each window of x (B, C, D, H, W). */
    public static Tensor maxPool3d(Tensor x, long[] kernel, long[] stride) {
        return Engine.one("max_pool3d", x, kernel, stride);
    }

    /** How values between pixels are found. */
    public enum Interpolation {
        NEAREST("resize_nearest"),
        /** Without aligned corners, as PyTorch's default. */
        BILINEAR("resize_bilinear"),
        /** Bilinear with a wider kernel where the image shrinks. */
        BILINEAR_ANTIALIAS("resize_bilinear_aa"),
        BICUBIC("resize_bicubic");

        private final String operator;

        Interpolation(String operator) {
            this.operator = operator;
        }
    }

    /** Resizes x (B, C, H, W) to (B, C, height, width). */
    public static Tensor resize(Tensor x, Interpolation interpolation, int height, int width) {
        return Engine.one(interpolation.operator, x, new long[] {height, width});
    }

    /** Resizes x (B, C, D, H, W) trilinearly. */
    public static Tensor resize3d(Tensor x, int depth, int height, int width) {
        return Engine.one("resize_trilinear", x, new long[] {depth, height, width});
    }

    /** Samples x (B, C, H, W) bilinearly at grid (B, h, w, 2) of x, y in [-1, 1]; zeros outside. */
    public static Tensor gridSample(Tensor x, Tensor grid) {
        return Engine.one("grid_sample2d", x, grid);
    }

    /** Binary cross entropy of each logit against a target in [0, 1], not reduced. */
    public static Tensor binaryCrossEntropy(Tensor logits, Tensor target) {
        return Engine.one("bce_with_logits", logits, target);
    }

    /** Mean cross entropy of logits (B, K, ...) against classes (B, ...) int64. */
    public static Tensor crossEntropy(Tensor logits, Tensor classes) {
        return Engine.one("cross_entropy", logits, classes);
    }

    private static Tensor call(String method, Optional<Tensor> bias, Object... arguments) {
        return Engine.one(method, arguments(bias, arguments));
    }

    /** An operator's optional tensor stands last, because the bridge has no None. */
    private static Object[] arguments(Optional<Tensor> bias, Object... others) {
        List<Object> all = new ArrayList<>(List.of(others));
        bias.ifPresent(all::add);
        return all.toArray();
    }

    private static Tensor as(Tensor x, DType type) {
        return x.type() == type ? x : Ops.cast(x, type);
    }

    /** The type of the product: the weight's where it is narrow or double already, otherwise the scope's. */
    private static long type(Tensor weight) {
        DType own = weight.type();
        return own == DType.FLOAT32 ? Scope.current().precision().type().code() : own.code();
    }

    /** The type of attention: the scope's, except that double stays double. */
    private static DType productType(Tensor q) {
        return q.type() == DType.FLOAT64
                ? DType.FLOAT64
                : Scope.current().precision().type();
    }

    private static long[] pair(long value) {
        return new long[] {value, value};
    }
}
