package org.samovar.model.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samovar.nn.ComputableWeights;
import org.samovar.nn.Weights;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

class ProjectedAttentionTest {
    private static final int WIDTH = 32;
    private static final int INNER = 16;
    private static final int HEADS = 2;

    private final ComputableWeights values = new ComputableWeights("attention");

    /** Few queries, few keys, and neither: the three ways of summing. */
    @ParameterizedTest
    @CsvSource({"3, 40", "40, 3", "20, 20"})
    void everyOrderOfSummingIsAttentionOfTheProjections(int n, int m) {
        ProjectedAttention attention = new ProjectedAttention(WIDTH, INNER, HEADS);
        try (Weights weights = Weights.fill(attention, values);
                Scope scope = Scope.inference(Precision.FLOAT32)) {
            Tensor queries = tokens("queries", n);
            Tensor keys = tokens("keys", m);
            Tensor inputs = tokens("values", m);

            float[] out = attention.forward(queries, keys, inputs).toFloats();

            Tensor q = heads(projected(weights, "q_proj", queries));
            Tensor k = heads(projected(weights, "k_proj", keys));
            Tensor v = heads(projected(weights, "v_proj", inputs));
            Tensor scores = Ops.mul(Ops.matmul(q, k.transpose(2, 3)), 1 / Math.sqrt((double) INNER / HEADS));
            Tensor attended =
                    Ops.matmul(Ops.softmax(scores, -1), v).transpose(1, 2).reshape(2, n, INNER);
            assertThat(out)
                    .containsExactly(projected(weights, "out_proj", attended).toFloats(), within(1e-5f));
        }
    }

    private Tensor tokens(String name, int count) {
        return Tensors.of(values.values(name, 2L * count, WIDTH), 2, count, WIDTH);
    }

    private static Tensor projected(Weights weights, String name, Tensor x) {
        Tensor bias = weights.tensors().get(name + ".bias");
        return NeuralOps.linear(x, weights.tensors().get(name + ".weight"), Optional.of(bias));
    }

    private static Tensor heads(Tensor x) {
        return x.reshape(2, x.size(1), HEADS, -1).transpose(1, 2);
    }
}
