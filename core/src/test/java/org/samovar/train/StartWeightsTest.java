package org.samovar.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.samovar.checkpoint.StateDict;
import org.samovar.checkpoint.StoredTensor;
import org.samovar.geometry.UserError;
import org.samovar.nn.Layer;
import org.samovar.nn.Linear;
import org.samovar.nn.Weights;
import org.samovar.tensor.Tensor;

class StartWeightsTest {
    private final List<String> heard = new ArrayList<>();

    /** A system of a published network and an addition. */
    private static final class System extends Layer {
        System() {
            child("backbone", new Linear(1, 1));
            child("added", new Linear(2, 1));
        }
    }

    private Weights start(StoredTensor... stored) {
        return StartWeights.of(
                "system",
                new System(),
                Optional.of(StateDict.of("stored", List.of(stored), Map.of())),
                key -> !key.startsWith("backbone."),
                7,
                heard::add);
    }

    private static StoredTensor weight(float value) {
        return StoredTensor.ofFloats("backbone.weight", new long[] {1, 1}, value);
    }

    private static final StoredTensor BIAS = StoredTensor.ofFloats("backbone.bias", new long[] {1}, 5);

    @Test
    void whatIsStoredIsTakenAndTheRestIsDrawn() {
        try (Weights weights = start(weight(3), BIAS);
                Weights drawn = Weights.initialise(new System(), 7)) {
            assertThat(weights.tensors().get("backbone.weight").item()).isEqualTo(3);
            assertThat(weights.tensors().get("backbone.bias").item()).isEqualTo(5);
            Tensor added = weights.tensors().get("added.weight");
            assertThat(added.toFloats())
                    .containsExactly(drawn.tensors().get("added.weight").toFloats());
        }
    }

    @Test
    void whatMayNotBeNewMustBeStored() {
        assertThatThrownBy(() -> start(weight(3))).isInstanceOf(UserError.class).hasMessageContaining("backbone.bias");
    }

    @Test
    void partsThatTheNetworkHasNotAreLeftOutWithAWord() {
        StoredTensor foreign = StoredTensor.ofFloats("head.weight", new long[] {1}, 1);
        start(weight(3), BIAS, foreign).close();
        assertThat(heard).containsExactly("left out, as the network has no such parts: head");
    }
}
