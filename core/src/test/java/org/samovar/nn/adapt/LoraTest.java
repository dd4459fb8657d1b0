package org.samovar.nn.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.samovar.model.sam2.Sam2;
import org.samovar.nn.Layer;
import org.samovar.nn.Parameter;
import org.samovar.nn.Weights;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;
import org.samovar.testing.SmallVideoNetwork;

class LoraTest {
    private static final int RANK = 3;
    private static final int SIDE = SmallVideoNetwork.SIDE;
    private static final String BLOCKS = "image_encoder.trunk.blocks.";

    private static float[] noise(long count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] out = new float[(int) count];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (0.3 * random.nextGaussian());
        }
        return out;
    }

    private static Weights filled(Layer network, Map<String, float[]> values) {
        return Weights.fill(
                network,
                (key, p) -> Tensors.of(values.computeIfAbsent(key, k -> noise(p.count(), k.hashCode())), p.shape()));
    }

    private static float[] embedding(Sam2 network) {
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            Tensor pixels = Tensors.of(noise(2L * 3 * SIDE * SIDE, 1), 2, 3, SIDE, SIDE);
            return network.encode(pixels).embedding().toFloats();
        }
    }

    /** The rows from {@code first} on of a joint projection's weight (3 width, in), changed by B (width, rank) A (rank, in). */
    private static void add(float[] weight, int first, int width, float[] b, float[] a) {
        int in = a.length / RANK;
        for (int row = 0; row < width; row++) {
            for (int column = 0; column < in; column++) {
                double sum = 0;
                for (int r = 0; r < RANK; r++) {
                    sum += b[row * RANK + r] * a[r * in + column];
                }
                weight[(first + row) * in + column] += (float) sum;
            }
        }
    }

    /** Every block of the small network but the first doubles the width, as the first block of a stage does. */
    @Test
    void aNetworkWithLoraIsTheNetworkWhoseQueriesAndValuesHaveTheProductAddedAndKeysHaveNot() {
        Additions added = new Additions(Lora.ofRank(RANK));
        Sam2 adapted = new Sam2(SmallVideoNetwork.config(), added);
        Map<String, float[]> values = new HashMap<>();
        Map<String, float[]> changes = new HashMap<>();
        try (Weights weights = filled(adapted, values);
                Weights lora = filled(added, changes)) {
            float[] found = embedding(adapted);
            assertThat(lora.parameters()).hasSize(4 * 4);

            Map<String, float[]> merged = new HashMap<>();
            values.forEach((key, v) -> merged.put(key, v.clone()));
            for (int block = 0; block < 4; block++) {
                String place = BLOCKS + block + ".projection.";
                float[] weight = merged.get(BLOCKS + block + ".attn.qkv.weight");
                int width = 8 << block;
                add(weight, 0, width, changes.get(place + "q.b"), changes.get(place + "q.a"));
                add(weight, 2 * width, width, changes.get(place + "v.b"), changes.get(place + "v.a"));
            }
            Sam2 dense = SmallVideoNetwork.create();
            try (Weights same = filled(dense, merged)) {
                assertThat(found).containsExactly(embedding(dense), within(2e-4f));
            }
            try (Weights plain = filled(dense, values)) {
                assertThat(greatestDifference(found, embedding(dense))).isGreaterThan(0.1);
            }
        }
    }

    private static double greatestDifference(float[] a, float[] b) {
        double greatest = 0;
        for (int i = 0; i < a.length; i++) {
            greatest = Math.max(greatest, Math.abs(a[i] - b[i]));
        }
        return greatest;
    }

    @Test
    void aNewLoraChangesNothing() {
        Lora lora = new Lora(5, 12, RANK);
        try (Weights weights = Weights.initialise(lora, 1);
                Scope scope = Scope.inference(Precision.FLOAT32)) {
            Tensor out = lora.forward(Tensors.of(noise(2 * 3 * 3 * 5, 2), 2, 3, 3, 5));
            assertThat(out.shape()).containsExactly(2, 3, 3, 12);
            assertThat(out.toFloats()).containsOnly(0f);
            Map<String, Parameter> parameters = weights.parameters();
            List<Double> down = List.of(Math.sqrt(1.0 / 5), -Math.sqrt(1.0 / 5));
            for (float value : parameters.get("q.a").value().toFloats()) {
                assertThat((double) value).isBetween(down.get(1), down.get(0)).isNotZero();
            }
        }
    }

    @Test
    void itIsForProjectionsAlone() {
        assertThat(Lora.ofRank(2).at(Place.of("p", 0, Site.BESIDE_MLP, 6))).isEmpty();
        assertThat(Lora.ofRank(2).at(new Place("p", 0, Site.PROJECTION, 6, 18))).isPresent();
        assertThatThrownBy(() -> new Lora(6, 16, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
