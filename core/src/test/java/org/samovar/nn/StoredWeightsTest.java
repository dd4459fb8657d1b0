package org.samovar.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samovar.checkpoint.Checkpoints;
import org.samovar.checkpoint.StateDict;
import org.samovar.checkpoint.StoredTensor;
import org.samovar.checkpoint.StoredType;
import org.samovar.checkpoint.TorchLayout;
import org.samovar.geometry.UserError;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Tensor;

class StoredWeightsTest {
    @TempDir
    Path folder;

    /** A network with a parameter of each role. */
    private static final class Net extends Layer {
        final Parameter matrix = factor("a.weight", Init.normal(1), 3, 4);
        final Parameter token = learned("token", Init.normal(1), 1, 4);
        final Parameter fixed = buffer("pe.matrix", Init.normal(1), 2, 2);
    }

    @ParameterizedTest
    @CsvSource({"FLOAT32, 0, F32", "FLOAT16, 1e-3, F16", "BFLOAT16, 8e-3, BF16"})
    void aNetworkIsTheSameAfterAFile(Precision factors, float tolerance, StoredType type) {
        Net first = new Net();
        Net second = new Net();
        try (Weights weights = Weights.initialise(first, 7)) {
            Path safe = folder.resolve("net.safetensors");
            Path torch = folder.resolve("net.pt");
            StateDict dict = StoredWeights.store("net", weights, factors, Map.of());
            Checkpoints.writeSafetensors(dict, safe, Map.of());
            Checkpoints.writeTorch(dict, torch, TorchLayout.MODEL);
            assertThat(dict.get("a.weight").type()).isEqualTo(type);
            assertThat(dict.get("token").type()).isEqualTo(StoredType.F32);
            for (Path file : List.of(safe, torch)) {
                try (Weights read = StoredWeights.bind("a net", second, Checkpoints.read(file))) {
                    float[] wanted = first.matrix.value().toFloats();
                    float[] found = second.matrix.value().toFloats();
                    for (int i = 0; i < wanted.length; i++) {
                        assertThat(found[i]).isCloseTo(wanted[i], within(tolerance * Math.abs(wanted[i])));
                    }
                    assertThat(second.token.value().toFloats())
                            .isEqualTo(first.token.value().toFloats());
                    assertThat(second.fixed.value().toFloats())
                            .isEqualTo(first.fixed.value().toFloats());
                }
            }
        }
    }

    @Test
    void someWeightsMayBeHalved() {
        StateDict stored = StateDict.of(
                "w",
                List.of(
                        StoredTensor.ofFloats("memory.a", new long[] {2}, 0.1f, -3),
                        StoredTensor.ofFloats("trunk.b", new long[] {2}, 0.1f, -3)),
                Map.of("who", "me"));
        StateDict halved = StoredWeights.halved(stored, key -> key.startsWith("memory."));
        assertThat(halved.get("memory.a").type()).isEqualTo(StoredType.F16);
        assertThat(halved.get("memory.a").toFloats()).containsExactly(0.099975586f, -3);
        assertThat(halved.get("trunk.b").toFloats()).containsExactly(0.1f, -3);
        assertThat(halved.metadata()).isEqualTo(stored.metadata());
    }

    @Test
    void weightsThatDoNotFitAreRefusedBeforeAnythingIsFilled() {
        long before = Tensor.live();
        StateDict other = StateDict.of(
                "w.pt",
                Stream.of("a.weight", "b.weight")
                        .map(key -> StoredTensor.ofFloats(key, new long[] {2}, 1, 2))
                        .toList(),
                Map.of());

        assertThatThrownBy(() -> StoredWeights.bind("a net", new Net(), other))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "w.pt does not fit a net: it lacks 'token', 'pe.matrix'; the network has no place for 'b.weight';"
                                + " 'a.weight' is [2] where [3, 4] is needed.");
        assertThat(Tensor.live()).isEqualTo(before);
    }
}
