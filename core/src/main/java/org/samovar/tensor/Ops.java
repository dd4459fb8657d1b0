package org.samovar.tensor;

import java.util.List;

/**
 * Arithmetic on tensors, with gradients. With {@link NeuralOps} it is the only arithmetic that networks, losses and optimisers use:
 * the engine's own methods give wrong gradients for scalars and cut them at casts (docs/adr/0002).
 *
 * <p>Each result belongs to the innermost {@link Scope}; operands are borrowed. Axes count from 0, or from the end if negative.
 */
public final class Ops {
    /** Whether axes that were reduced stay with length 1. */
    public enum Axes {
        KEPT,
        DROPPED
    }

    private Ops() {}

    /** a + b, with broadcasting. */
    public static Tensor add(Tensor a, Tensor b) {
        return Engine.one("add", a, b);
    }

    /** a + b. */
    public static Tensor add(Tensor a, double b) {
        return Engine.one("add_scalar", a, b);
    }

    /** a - b, with broadcasting. */
    public static Tensor sub(Tensor a, Tensor b) {
        return Engine.one("sub", a, b);
    }

    /** a * b, with broadcasting. */
    public static Tensor mul(Tensor a, Tensor b) {
        return Engine.one("mul", a, b);
    }

    /** a * b. */
    public static Tensor mul(Tensor a, double b) {
        return Engine.one("mul_scalar", a, b);
    }

    /** a / b, with broadcasting. */
    public static Tensor div(Tensor a, Tensor b) {
        return Engine.one("div", a, b);
    }

    /** a to the power of b. */
    public static Tensor pow(Tensor a, double b) {
        return Engine.one("pow_scalar", a, b);
    }

    /** The smaller of both, with broadcasting. */
    public static Tensor minimum(Tensor a, Tensor b) {
        return Engine.one("minimum", a, b);
    }

    /** The larger of both, with broadcasting. */
    public static Tensor maximum(Tensor a, Tensor b) {
        return Engine.one("maximum", a, b);
    }

    /** Limits the values to [low, high]; no gradient where they were cut. */
    public static Tensor clamp(Tensor a, double low, double high) {
        return Engine.one("clamp", a, low, high);
    }

    /** -a. */
    public static Tensor neg(Tensor a) {
        return Engine.one("neg", a);
    }

    /** |a|. */
    public static Tensor abs(Tensor a) {
        return Engine.one("abs", a);
    }

    /** e to the power of a. */
    public static Tensor exp(Tensor a) {
        return Engine.one("exp", a);
    }

    /** The natural logarithm. */
    public static Tensor log(Tensor a) {
        return Engine.one("log", a);
    }

    /** The square root. */
    public static Tensor sqrt(Tensor a) {
        return Engine.one("sqrt", a);
    }

    /** The sine. */
    public static Tensor sin(Tensor a) {
        return Engine.one("sin", a);
    }

    /** The cosine. */
    public static Tensor cos(Tensor a) {
        return Engine.one("cos", a);
    }

    /** The hyperbolic tangent. */
    public static Tensor tanh(Tensor a) {
        return Engine.one("tanh", a);
    }

    /** 1 / (1 + exp(-a)). */
    public static Tensor sigmoid(Tensor a) {
        return Engine.one("sigmoid", a);
    }

    /** log(sigmoid(a)), stable. */
    public static Tensor logSigmoid(Tensor a) {
        return Engine.one("log_sigmoid", a);
    }

    /** log(1 + exp(a)), stable. */
    public static Tensor softplus(Tensor a) {
        return Engine.one("softplus", a);
    }

    /** max(a, 0). */
    public static Tensor relu(Tensor a) {
        return Engine.one("relu", a);
    }

    /** a where positive, slope * a elsewhere. */
    public static Tensor leakyRelu(Tensor a, double slope) {
        return Engine.one("leaky_relu", a, slope);
    }

    /** The exact GELU, a * Phi(a). */
    public static Tensor gelu(Tensor a) {
        return Engine.one("gelu", a);
    }

    /** Softmax along an axis. */
    public static Tensor softmax(Tensor a, int axis) {
        return Engine.one("softmax", a, axis);
    }

    /** The logarithm of the softmax along an axis. */
    public static Tensor logSoftmax(Tensor a, int axis) {
        return Engine.one("log_softmax", a, axis);
    }

    /** a &gt; b as booleans. */
    public static Tensor greater(Tensor a, Tensor b) {
        return Engine.one("greater", a, b);
    }

    /** a &gt; b as booleans. */
    public static Tensor greater(Tensor a, double b) {
        return Engine.one("greater_scalar", a, b);
    }

    /** a == b as booleans. */
    public static Tensor equal(Tensor a, double b) {
        return Engine.one("equal_scalar", a, b);
    }

    /** a where the condition holds, b elsewhere, with broadcasting. */
    public static Tensor where(Tensor condition, Tensor a, Tensor b) {
        return Engine.one("where", condition, a, b);
    }

    /** The sum of all values, a scalar. */
    public static Tensor sum(Tensor a) {
        return Engine.one("sum_all", a);
    }

    /** The mean of all values, a scalar. */
    public static Tensor mean(Tensor a) {
        return Engine.one("mean_all", a);
    }

    /** Sums over axes. */
    public static Tensor sum(Tensor a, Axes over, long... axes) {
        return Engine.one("sum", a, axes, over == Axes.KEPT);
    }

    /** Means over axes. */
    public static Tensor mean(Tensor a, Axes over, long... axes) {
        return Engine.one("mean", a, axes, over == Axes.KEPT);
    }

    /** Maxima over axes. */
    public static Tensor max(Tensor a, Axes over, long... axes) {
        return Engine.one("amax", a, axes, over == Axes.KEPT);
    }

    /** Minima over axes. */
    public static Tensor min(Tensor a, Axes over, long... axes) {
        return Engine.one("amin", a, axes, over == Axes.KEPT);
    }

    /** The index of the maximum along an axis, int64. */
    public static Tensor argmax(Tensor a, int axis) {
        return Engine.one("argmax", a, axis);
    }

    /** Running sums along an axis. */
    public static Tensor cumsum(Tensor a, int axis) {
        return Engine.one("cumsum", a, axis);
    }

    /** Whether no value is NaN or infinite, a boolean scalar. */
    public static Tensor allFinite(Tensor a) {
        return Engine.one("all_finite", a);
    }

    /** The matrix product of the last two axes, in the type of the operands. */
    public static Tensor matmul(Tensor a, Tensor b) {
        return Engine.one("matmul", a, b);
    }

    /** The values in another type; gradients pass. */
    public static Tensor cast(Tensor a, DType type) {
        return Engine.one("cast", a, type.code());
    }

    /** A copy outside of the graph. */
    public static Tensor copy(Tensor a) {
        return Engine.one("copy_of", a);
    }

    /** Axes reversed. */
    public static Tensor flip(Tensor a, long... axes) {
        return Engine.one("flip", a, axes);
    }

    /** Each index of an axis repeated in place: 0, 0, 1, 1, ... */
    public static Tensor repeatInterleave(Tensor a, int repeats, int axis) {
        return Engine.one("repeat_interleave", a, repeats, axis);
    }

    /** The whole tensor repeated along each axis. */
    public static Tensor tile(Tensor a, long... repeats) {
        return Engine.one("tile", a, repeats);
    }

    /** Joined along an axis. */
    public static Tensor cat(List<Tensor> parts, int axis) {
        return Engine.one("cat", parts, axis);
    }

    /** Joined along a new axis. */
    public static Tensor stack(List<Tensor> parts, int axis) {
        return Engine.one("stack", parts, axis);
    }

    /** The indices (int64, one axis) of an axis. */
    public static Tensor indexSelect(Tensor a, int axis, Tensor index) {
        return Engine.one("index_select", a, axis, index);
    }

    /** For each place of index (int64) the value of a there along the axis. */
    public static Tensor gather(Tensor a, int axis, Tensor index) {
        return Engine.one("gather", a, axis, index);
    }

    /** Padded with a value; amounts are before and after, from the last axis backwards. */
    public static Tensor pad(Tensor a, double value, long... amounts) {
        return Engine.one("pad", a, amounts, value);
    }

    /** One value everywhere, in the type and on the device of another tensor. */
    public static Tensor full(Tensor beside, double value, long... shape) {
        return Engine.one("full_beside", beside, shape, value);
    }

    /** The k largest values along an axis, in falling order, and their indices (int64). */
    public static List<Tensor> topK(Tensor a, int k, int axis) {
        return Engine.many("topk", a, k, axis);
    }

    /** Overwrites the values of a leaf, outside of any graph. */
    public static void assign(Tensor target, Tensor source) {
        try (Scope scope = Scope.inference()) {
            Engine.none("assign", target, source);
        }
    }
}
