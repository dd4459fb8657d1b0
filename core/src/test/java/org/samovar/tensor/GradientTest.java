package org.samovar.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.samovar.tensor.NeuralOps.Convolution;
import org.samovar.tensor.NeuralOps.Interpolation;
import org.samovar.tensor.NeuralOps.Statistics;
import org.samovar.tensor.Ops.Axes;

/** The gradient of every operator against central differences, in float64 and for all inputs. */
class GradientTest {
    private static final double STEP = 1e-5;
    private static final double TOLERANCE = 1e-6;

    /** Operators without a gradient: comparisons, indices, copies out of the graph and writes into leaves. */
    private static final List<String> WITHOUT =
            List.of("greater", "equal", "argmax", "allFinite", "copy", "full", "assign");

    private record Case(Function<List<Tensor>, Tensor> function, double low, double high, long[][] shapes) {}

    private static final Map<String, Case> CASES = new LinkedHashMap<>();

    private static void add(String name, Function<List<Tensor>, Tensor> f, long[]... shapes) {
        CASES.put(name, new Case(f, -1, 1, shapes));
    }

    private static void positive(String name, Function<List<Tensor>, Tensor> f, long[]... shapes) {
        CASES.put(name, new Case(f, 0.3, 2, shapes));
    }

    private static long[] s(long... shape) {
        return shape;
    }

    static {
        add("add", t -> Ops.add(t.get(0), t.get(1)), s(2, 3), s(3));
        add("add scalar", t -> Ops.add(t.get(0), 3), s(2, 3));
        add("sub", t -> Ops.sub(t.get(0), t.get(1)), s(2, 3), s(2, 1));
        add("mul", t -> Ops.mul(t.get(0), t.get(1)), s(2, 3), s(1, 3));
        add("mul scalar", t -> Ops.mul(t.get(0), -3.5), s(2, 3));
        positive("div", t -> Ops.div(t.get(0), t.get(1)), s(2, 3), s(3));
        positive("pow", t -> Ops.pow(t.get(0), 2.5), s(4));
        add("minimum", t -> Ops.minimum(t.get(0), t.get(1)), s(5), s(5));
        add("maximum", t -> Ops.maximum(t.get(0), t.get(1)), s(5), s(5));
        add("clamp", t -> Ops.clamp(t.get(0), -0.5, 0.5), s(9));
        add("neg", t -> Ops.neg(t.get(0)), s(4));
        positive("abs", t -> Ops.abs(t.get(0)), s(4));
        add("exp", t -> Ops.exp(t.get(0)), s(4));
        positive("log", t -> Ops.log(t.get(0)), s(4));
        positive("sqrt", t -> Ops.sqrt(t.get(0)), s(4));
        add("sin", t -> Ops.sin(t.get(0)), s(4));
        add("cos", t -> Ops.cos(t.get(0)), s(4));
        add("tanh", t -> Ops.tanh(t.get(0)), s(4));
        add("sigmoid", t -> Ops.sigmoid(t.get(0)), s(4));
        add("logSigmoid", t -> Ops.logSigmoid(t.get(0)), s(4));
        add("softplus", t -> Ops.softplus(t.get(0)), s(4));
        add("relu", t -> Ops.relu(t.get(0)), s(6));
        add("leakyRelu", t -> Ops.leakyRelu(t.get(0), 0.01), s(6));
        add("gelu", t -> Ops.gelu(t.get(0)), s(6));
        add("softmax", t -> Ops.softmax(t.get(0), -1), s(3, 4));
        add("logSoftmax", t -> Ops.logSoftmax(t.get(0), 0), s(3, 4));
        add("where", t -> Ops.where(Ops.greater(t.get(0), 0), t.get(0), t.get(1)), s(5), s(5));
        add("sum", t -> Ops.sum(t.get(0)), s(2, 3));
        add("sum over axes", t -> Ops.sum(t.get(0), Axes.DROPPED, 0, 2), s(2, 3, 2));
        add("mean", t -> Ops.mean(t.get(0)), s(2, 3));
        add("mean over axes", t -> Ops.mean(t.get(0), Axes.KEPT, 1), s(2, 3, 2));
        add("max", t -> Ops.max(t.get(0), Axes.DROPPED, 1), s(2, 5));
        add("min", t -> Ops.min(t.get(0), Axes.KEPT, 1), s(2, 5));
        add("cumsum", t -> Ops.cumsum(t.get(0), 1), s(2, 5));
        add("matmul", t -> Ops.matmul(t.get(0), t.get(1)), s(2, 3, 4), s(2, 4, 2));
        add("cast", t -> Ops.cast(Ops.mul(t.get(0), t.get(0)), DType.FLOAT64), s(3));
        add("flip", t -> Ops.flip(t.get(0), 0, 1), s(2, 3));
        add("repeatInterleave", t -> Ops.repeatInterleave(t.get(0), 2, 0), s(2, 3));
        add("tile", t -> Ops.tile(t.get(0), 2, 3), s(2, 2));
        add("cat", t -> Ops.cat(List.of(t.get(0), t.get(1)), 1), s(2, 1), s(2, 3));
        add("stack", t -> Ops.stack(List.of(t.get(0), t.get(1)), 0), s(2), s(2));
        add("indexSelect", t -> Ops.indexSelect(t.get(0), 0, Tensors.of(new long[] {2, 0, 2}, 3)), s(3, 2));
        add("gather", t -> Ops.gather(t.get(0), 1, Tensors.of(new long[] {1, 0}, 2, 1)), s(2, 3));
        add("pad", t -> Ops.pad(t.get(0), 0.5, 1, 0, 0, 2), s(2, 2));
        add("topK", t -> Ops.topK(t.get(0), 2, 1).get(0), s(2, 5));
        add("linear", t -> NeuralOps.linear(t.get(0), t.get(1), Optional.of(t.get(2))), s(2, 3), s(4, 3), s(4));
        add("linearRelu", t -> NeuralOps.linearRelu(t.get(0), t.get(1), Optional.of(t.get(2))), s(2, 3), s(4, 3), s(4));
        add("linearGelu", t -> NeuralOps.linearGelu(t.get(0), t.get(1), Optional.of(t.get(2))), s(2, 3), s(4, 3), s(4));
        add(
                "conv2d",
                t -> NeuralOps.conv2d(t.get(0), t.get(1), Optional.of(t.get(2)), Convolution.strided(2, 1)),
                s(1, 2, 5, 4),
                s(3, 2, 3, 3),
                s(3));
        add(
                "conv2d in groups",
                t -> NeuralOps.conv2d(t.get(0), t.get(1), Optional.empty(), Convolution.depthwise(2, 1, 1)),
                s(1, 2, 3, 3),
                s(2, 1, 3, 3));
        add(
                "pointwise",
                t -> NeuralOps.pointwise(t.get(0), t.get(1), Optional.of(t.get(2))),
                s(1, 2, 3, 2),
                s(3, 2, 1, 1),
                s(3));
        add(
                "conv3d",
                t -> NeuralOps.conv3d(t.get(0), t.get(1), Optional.empty(), s(1, 1, 1), s(1, 0, 0), 1),
                s(1, 1, 3, 3, 3),
                s(2, 1, 3, 2, 2));
        add(
                "conv3d of one slice",
                t -> NeuralOps.conv3d(t.get(0), t.get(1), Optional.of(t.get(2)), s(1, 2, 1), s(0, 1, 0), 1),
                s(2, 2, 1, 4, 3),
                s(2, 2, 1, 3, 1),
                s(2));
        add(
                "convTranspose2d",
                t -> NeuralOps.convTranspose2d(t.get(0), t.get(1), t.get(2)),
                s(1, 2, 2, 3),
                s(2, 3, 2, 2),
                s(3));
        add(
                "convTranspose3d",
                t -> NeuralOps.convTranspose3d(t.get(0), t.get(1), Optional.empty(), 1, 2, 2),
                s(1, 2, 2, 2, 2),
                s(2, 1, 1, 2, 2));
        add("layerNorm", t -> NeuralOps.layerNorm(t.get(0), t.get(1), t.get(2), 1e-6), s(3, 4), s(4), s(4));
        add("channelNorm", t -> NeuralOps.channelNorm(t.get(0), t.get(1), t.get(2), 1e-6), s(1, 4, 2, 2), s(4), s(4));
        add("groupNorm", t -> NeuralOps.groupNorm(t.get(0), 2, t.get(1), t.get(2), 1e-5), s(2, 4, 3), s(4), s(4));
        add("instanceNorm", t -> NeuralOps.instanceNorm(t.get(0), 1e-5), s(2, 2, 3, 3));
        add(
                "instanceNorm with parameters",
                t -> NeuralOps.instanceNorm(t.get(0), t.get(1), t.get(2), 1e-5),
                s(2, 2, 3, 3),
                s(2),
                s(2));
        add(
                "batchNorm",
                t -> NeuralOps.batchNorm(
                        t.get(0),
                        t.get(1),
                        t.get(2),
                        Ops.full(t.get(0), 0.1, 2),
                        Ops.full(t.get(0), 0.7, 2),
                        Statistics.BATCH,
                        1e-5),
                s(3, 2, 2),
                s(2),
                s(2));
        add(
                "attention",
                t -> NeuralOps.attention(t.get(0), t.get(1), t.get(2)),
                s(1, 2, 3, 4),
                s(1, 2, 5, 4),
                s(1, 2, 5, 4));
        add(
                "attention with narrow values",
                t -> NeuralOps.attention(t.get(0), t.get(1), t.get(2)),
                s(1, 2, 3, 4),
                s(1, 2, 5, 4),
                s(1, 2, 5, 2));
        add(
                "attention of many scores with narrow values",
                t -> NeuralOps.attention(
                        t.get(0).expand(1, 1, 1100, 2),
                        Ops.tile(t.get(1), 1, 1, 500, 1),
                        Ops.tile(t.get(2), 1, 1, 500, 1)),
                s(1, 1, 1, 2),
                s(1, 1, 2, 2),
                s(1, 1, 2, 1));
        add(
                "attention with a mask",
                t -> NeuralOps.attention(t.get(0), t.get(1), t.get(2), t.get(3)),
                s(1, 1, 3, 4),
                s(1, 1, 2, 4),
                s(1, 1, 2, 4),
                s(1, 1, 3, 2));
        add(
                "gridAttention",
                t -> NeuralOps.gridAttention(t.get(0), t.get(1), t.get(2), t.get(3), t.get(4)),
                s(1, 2, 6, 4),
                s(1, 2, 6, 4),
                s(1, 2, 6, 4),
                s(1, 2, 6, 2),
                s(1, 2, 6, 3));
        add("product", t -> NeuralOps.product(t.get(0), t.get(1)), s(2, 3, 4), s(4, 2));
        add("relativePositions", t -> NeuralOps.relativePositions(t.get(0), 3), s(5, 2));
        add("rotary", t -> NeuralOps.rotary(t.get(0), t.get(1), t.get(2)), s(2, 3, 4), s(3, 2), s(3, 2));
        add("maxPool2d", t -> NeuralOps.maxPool2d(t.get(0), 2, 2), s(1, 2, 4, 4));
        add("averagePool2d", t -> NeuralOps.averagePool2d(t.get(0), 2, 2), s(1, 2, 4, 4));
        add("maxPool3d", t -> NeuralOps.maxPool3d(t.get(0), s(1, 2, 2), s(1, 2, 2)), s(1, 1, 2, 4, 4));
        for (Interpolation interpolation : Interpolation.values()) {
            add("resize " + interpolation, t -> NeuralOps.resize(t.get(0), interpolation, 5, 3), s(1, 2, 4, 6));
        }
        add("resize3d", t -> NeuralOps.resize3d(t.get(0), 3, 3, 4), s(1, 1, 2, 2, 3));
        add("gridSample", t -> NeuralOps.gridSample(t.get(0), t.get(1)), s(1, 2, 4, 4), s(1, 3, 2, 2));
        add("binaryCrossEntropy", t -> NeuralOps.binaryCrossEntropy(t.get(0), Ops.sigmoid(t.get(1))), s(5), s(5));
        add("crossEntropy", t -> NeuralOps.crossEntropy(t.get(0), Tensors.of(new long[] {2, 0}, 2)), s(2, 3));
        add(
                "views",
                t -> Ops.mul(
                        t.get(0)
                                .reshape(3, 2)
                                .permute(1, 0)
                                .transpose(0, 1)
                                .unsqueeze(0)
                                .expand(2, 3, 2)
                                .narrow(1, 1, 2)
                                .select(0, 1)
                                .squeeze(0)
                                .chunk(2, 0)
                                .get(1),
                        2),
                s(6));
    }

    static Stream<String> cases() {
        return CASES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theGradientEqualsTheDifferenceQuotient(String name) {
        Case c = CASES.get(name);
        SplittableRandom random = new SplittableRandom(name.hashCode());
        List<double[]> values =
                Arrays.stream(c.shapes).map(shape -> random(random, shape, c)).toList();
        double[] seed = values(c, values, random);
        List<double[]> analytic = gradients(c, values, seed);
        for (int input = 0; input < values.size(); input++) {
            double[] x = values.get(input);
            for (int i = 0; i < x.length; i++) {
                double kept = x[i];
                x[i] = kept + STEP;
                double up = dot(seed, forward(c, values));
                x[i] = kept - STEP;
                double down = dot(seed, forward(c, values));
                x[i] = kept;
                double numeric = (up - down) / (2 * STEP);
                assertThat(Math.abs(analytic.get(input)[i] - numeric) / Math.max(1, Math.abs(numeric)))
                        .as("%s, input %d, element %d: %s and %s", name, input, i, analytic.get(input)[i], numeric)
                        .isLessThan(TOLERANCE);
            }
        }
    }

    @Test
    void everyPublicOperatorIsInTheTable() {
        TreeSet<String> missing = new TreeSet<>();
        for (Class<?> type : List.of(Ops.class, NeuralOps.class)) {
            for (Method method : type.getDeclaredMethods()) {
                boolean covered = WITHOUT.contains(method.getName())
                        || CASES.keySet().stream()
                                .anyMatch(k -> k.equals(method.getName()) || k.startsWith(method.getName() + " "));
                if (Modifier.isPublic(method.getModifiers()) && !covered) {
                    missing.add(method.getName());
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static double[] random(SplittableRandom random, long[] shape, Case c) {
        int n = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        return random.doubles(n, c.low, c.high).toArray();
    }

    /** Random weights of the outputs, so that errors cannot cancel. */
    private static double[] values(Case c, List<double[]> values, SplittableRandom random) {
        return random.doubles(forward(c, values).length, 0.5, 1.5).toArray();
    }

    private static double[] forward(Case c, List<double[]> values) {
        try (Scope scope = Scope.inference()) {
            return c.function.apply(tensors(c, values)).toDoubles();
        }
    }

    private static List<double[]> gradients(Case c, List<double[]> values, double[] seed) {
        try (Scope scope = Scope.training(Precision.FLOAT32)) {
            List<Tensor> leaves = tensors(c, values);
            leaves.forEach(leaf -> leaf.requireGradient(GradientUse.TRAINABLE));
            Tensor out = c.function.apply(leaves);
            Autograd.backward(out, Tensors.of(seed, out.shape()));
            return Autograd.gradients(leaves).stream().map(Tensor::toDoubles).toList();
        }
    }

    private static List<Tensor> tensors(Case c, List<double[]> values) {
        List<Tensor> out = new ArrayList<>();
        for (int i = 0; i < c.shapes.length; i++) {
            out.add(Tensors.of(values.get(i), c.shapes[i]));
        }
        return out;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
