package org.samovar.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScopeTest {
    @Test
    void aResultDiesWithItsScopeUnlessItIsKept() {
        long before = Tensor.live();
        try (Scope outer = Scope.inference()) {
            Tensor kept;
            Tensor lost;
            try (Scope inner = Scope.nested()) {
                lost = Tensors.of(new float[] {1, 2}, 2);
                kept = inner.keep(Ops.add(lost, 1));
            }
            assertThat(kept.toFloats()).containsExactly(2, 3);
            assertThatThrownBy(lost::toFloats).isInstanceOf(IllegalStateException.class);
        }
        assertThat(Tensor.live()).isEqualTo(before);
    }

    @Test
    void withoutAScopeNothingIsMade() {
        assertThatThrownBy(() -> Tensors.zeros(2)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void gradientsFlowThroughScalarsAndCasts() {
        try (Scope scope = Scope.training(Precision.BFLOAT16)) {
            Tensor x = Tensors.of(new float[] {1, 2, 3}, 3).requireGradient(GradientUse.TRAINABLE);
            Tensor y = Ops.sum(Ops.cast(Ops.cast(Ops.mul(x, 3), DType.BFLOAT16), DType.FLOAT32));
            Autograd.backward(y);
            assertThat(Autograd.gradients(List.of(x)).get(0).toFloats()).containsExactly(3, 3, 3);
            Autograd.clear(Autograd.gradients(List.of(x)));
            assertThat(Autograd.gradients(List.of(x)).get(0).toFloats()).containsExactly(0, 0, 0);
        }
    }

    @Test
    void aLeafThatTheLossDoesNotTouchHasAGradientOfZeros() {
        try (Scope scope = Scope.training(Precision.FLOAT32)) {
            Tensor used = Tensors.full(1, 2).requireGradient(GradientUse.TRAINABLE);
            Tensor unused = Tensors.full(1, 2).requireGradient(GradientUse.TRAINABLE);
            Autograd.backward(Ops.sum(used));
            List<Tensor> gradients = Autograd.gradients(List.of(used, unused));
            assertThat(Autograd.clip(gradients, 10).item()).isEqualTo((float) Math.sqrt(2));
            assertThat(gradients.get(1).toFloats()).containsExactly(0, 0);
            Autograd.clear(gradients);
        }
    }

    @Test
    void productsRunInTheScopesPrecision() {
        try (Scope scope = Scope.inference(Precision.BFLOAT16)) {
            Tensor y = NeuralOps.linear(Tensors.full(1, 2, 3), Tensors.full(2, 4, 3), Optional.empty());
            assertThat(y.type()).isEqualTo(DType.BFLOAT16);
            assertThat(y.toFloats()).containsOnly(6);
            Tensor q = Tensors.full(1, 1, 600, 8);
            assertThat(NeuralOps.attention(q, q, q).toFloats()[17]).isBetween(0.992f, 1.008f); // 8 bits
        }
    }

    @Test
    void optimiserStepsFollowPyTorchsFormulas() {
        try (Scope scope = Scope.training(Precision.FLOAT32)) {
            Tensor w = Tensors.of(new float[] {1}, 1).requireGradient(GradientUse.TRAINABLE);
            var state = new OptimizerSteps.AdamState(
                    List.of(Tensors.zeros(1)),
                    List.of(Tensors.zeros(1)),
                    List.of(Tensors.zeros().reshape()));
            for (int i = 0; i < 3; i++) {
                OptimizerSteps.adamw(
                        List.of(w),
                        List.of(Tensors.of(new float[] {1e-6f}, 1)),
                        state,
                        new OptimizerSteps.AdamW(0.1, 0.9, 0.999, 0, 1e-8));
            }
            // torch.optim.AdamW: three steps of lr / (1 + eps / 1e-6)
            assertThat((double) w.item()).isCloseTo(1 - 0.3 / 1.01, org.assertj.core.data.Offset.offset(1e-4));
            assertThat(state.steps().get(0).item()).isEqualTo(3);
            Tensor v = Tensors.of(new float[] {1}, 1).requireGradient(GradientUse.TRAINABLE);
            Tensor buffer = Tensors.zeros(1);
            for (int i = 0; i < 3; i++) {
                OptimizerSteps.sgd(
                        List.of(v),
                        List.of(Tensors.full(1, 1)),
                        List.of(buffer),
                        new OptimizerSteps.Sgd(i < 2 ? 0.1 : 0.01, 0.9, 0, OptimizerSteps.Momentum.PLAIN),
                        i == 0);
            }
            assertThat((double) v.item()).isCloseTo(1 - 0.1 - 0.19 - 0.0271, org.assertj.core.data.Offset.offset(1e-5));
        }
    }

    @Test
    void theJointNormIsClipped() {
        try (Scope scope = Scope.training(Precision.FLOAT32)) {
            Tensor x = Tensors.of(new float[] {1, 1}, 2).requireGradient(GradientUse.TRAINABLE);
            Autograd.backward(Ops.sum(Ops.mul(x, Tensors.of(new float[] {3, 4}, 2))));
            assertThat(Autograd.clip(Autograd.gradients(List.of(x)), 1).item()).isEqualTo(5);
            assertThat(Autograd.gradients(List.of(x)).get(0).toFloats()[1]).isBetween(0.799f, 0.801f);
        }
    }
}
