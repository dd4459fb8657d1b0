package org.samovar.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pieces that are made again in the backward pass have the gradients of those that are kept. */
class CheckpointTest {
    private int made;

    /** Gradients of two weights and of what goes in, through two pieces of which the first is used twice. */
    private List<float[]> gradients(GraphMemory memory, GradientUse ofInput) {
        List<float[]> out = new ArrayList<>();
        try (Scope scope = Scope.training(Precision.FLOAT32, memory)) {
            Tensor in = Tensors.of(new float[] {1, -2, 3}, 3).requireGradient(ofInput);
            Tensor a = Tensors.of(new float[] {0.5f, 0.25f, -1}, 3).requireGradient(GradientUse.TRAINABLE);
            Tensor b = Tensors.of(new float[] {2, 1, 0.5f}, 3).requireGradient(GradientUse.TRAINABLE);
            Tensor before = Ops.mul(in, 3);
            Tensor first = Autograd.checkpoint(before, x -> count(Ops.sigmoid(Ops.mul(x, a))));
            Tensor second = Autograd.checkpoint(first, x -> count(Ops.exp(Ops.mul(Ops.mul(x, b), a))));
            before.close();
            Autograd.backward(Ops.sum(Ops.mul(Ops.add(second, first), second)));
            for (Tensor leaf : List.of(in, a, b)) {
                out.add(Engine.gradient(leaf).map(Tensor::toFloats).orElseGet(() -> new float[0]));
            }
        }
        return out;
    }

    private Tensor count(Tensor x) {
        made++;
        return x;
    }

    @Test
    void gradientsAreThoseOfAGraphThatIsKept() {
        List<float[]> kept = gradients(GraphMemory.WHOLE, GradientUse.TRAINABLE);
        assertThat(made).isEqualTo(2);
        List<float[]> again = gradients(GraphMemory.RECOMPUTED, GradientUse.TRAINABLE);
        assertThat(made).isEqualTo(6);
        for (int i = 0; i < kept.size(); i++) {
            assertThat(again.get(i)).containsExactly(kept.get(i), within(1e-6f));
        }
    }

    @Test
    void whatIsFrozenBeforeThePiecesGetsNoGradient() {
        List<float[]> kept = gradients(GraphMemory.WHOLE, GradientUse.FROZEN);
        List<float[]> again = gradients(GraphMemory.RECOMPUTED, GradientUse.FROZEN);
        assertThat(again.get(0)).isEmpty();
        assertThat(again.get(1)).containsExactly(kept.get(1), within(1e-6f));
        assertThat(again.get(2)).containsExactly(kept.get(2), within(1e-6f));
    }

    /** Gradients of a weight and of what goes in, through rows that are made of each other. */
    private List<float[]> gradientsOfRows(GraphMemory memory, boolean inAPiece) {
        List<float[]> out = new ArrayList<>();
        try (Scope scope = Scope.training(Precision.FLOAT32, memory)) {
            Tensor in = Tensors.of(new float[] {1, -2, 3, 0.5f, 1, 2}, 3, 2).requireGradient(GradientUse.TRAINABLE);
            Tensor a = Tensors.of(new float[] {0.5f, 0.25f}, 2).requireGradient(GradientUse.TRAINABLE);
            UnaryOperator<Tensor> rows = x -> {
                Tensor y = Ops.exp(Ops.mul(x, a));
                return Autograd.checkpointRows(
                                List.of(y, x),
                                ys -> List.of(count(Ops.sigmoid(Ops.mul(ys.get(0), Ops.mul(ys.get(1), a))))))
                        .get(0);
            };
            Tensor found = inAPiece ? Autograd.checkpoint(Ops.mul(in, 2), rows) : rows.apply(Ops.mul(in, 2));
            Autograd.backward(Ops.sum(Ops.mul(found, found)));
            for (Tensor leaf : List.of(in, a)) {
                out.add(Engine.gradient(leaf).map(Tensor::toFloats).orElseThrow());
            }
        }
        return out;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void rowsThatAreMadeOneByOneHaveTheGradientsOfAGraphThatIsKept(boolean inAPiece) {
        List<float[]> kept = gradientsOfRows(GraphMemory.WHOLE, inAPiece);
        assertThat(made).isEqualTo(1);
        made = 0;
        List<float[]> again = gradientsOfRows(GraphMemory.RECOMPUTED, inAPiece);
        // in a piece once for all at first; then without and with a graph, row by row
        assertThat(made).isEqualTo(inAPiece ? 7 : 6);
        for (int i = 0; i < kept.size(); i++) {
            assertThat(again.get(i)).containsExactly(kept.get(i), within(1e-4f));
        }
    }

    @Test
    void runningStatisticsMoveOnce() {
        try (Scope scope = Scope.training(Precision.FLOAT32, GraphMemory.RECOMPUTED)) {
            Tensor in = Tensors.of(new float[] {1, 2, 3, 6}, 4, 1).requireGradient(GradientUse.TRAINABLE);
            Tensor mean = Tensors.zeros(1);
            Tensor variance = Tensors.full(1, 1);
            Tensor scale = Tensors.full(1, 1);
            Tensor shift = Tensors.zeros(1);
            Tensor normed = Autograd.checkpoint(
                    in, x -> NeuralOps.batchNorm(x, scale, shift, mean, variance, NeuralOps.Statistics.BATCH, 1e-5));
            Autograd.backward(Ops.sum(Ops.mul(normed, normed)));
            assertThat(mean.item()).isEqualTo(0.3f, within(1e-6f));
        }
    }

    @Test
    void nothingIsLeftWhenTheScopeCloses() {
        gradients(GraphMemory.RECOMPUTED, GradientUse.TRAINABLE);
        long before = Tensor.live();
        gradients(GraphMemory.RECOMPUTED, GradientUse.TRAINABLE);
        try (Scope scope = Scope.training(Precision.FLOAT32, GraphMemory.RECOMPUTED)) {
            Tensor a = Tensors.of(new float[] {1, 2}, 2).requireGradient(GradientUse.TRAINABLE);
            Autograd.checkpoint(a, Ops::exp); // no backward pass comes
        }
        assertThat(Tensor.live()).isEqualTo(before);
    }
}
