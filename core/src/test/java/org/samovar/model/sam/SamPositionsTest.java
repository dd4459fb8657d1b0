package org.samovar.model.sam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.samovar.checkpoint.StateDict;
import org.samovar.nn.StoredWeights;
import org.samovar.nn.Weights;
import org.samovar.tensor.Precision;

class SamPositionsTest {
    private static final SamConfig LARGE = new SamConfig(128, 4, 2, 2, Set.of(1));

    private static StateDict stored() {
        try (Weights weights = Weights.initialise(new Sam(LARGE), 1)) {
            return StoredWeights.store("sam", weights, Precision.FLOAT32, Map.of("who", "sam"));
        }
    }

    @Test
    void weightsFitAnInputOfAnotherSide() {
        Sam small = new Sam(LARGE.withImageSize(64));
        StateDict fitting = SamPositions.at(stored(), 64);
        StoredWeights.bind("SAM", small, fitting).close();
        assertThat(fitting.metadata()).containsEntry("who", "sam");
        // windows are as large as before
        String window = "image_encoder.blocks.0.attn.rel_pos_h";
        assertThat(fitting.get(window).toFloats())
                .containsExactly(stored().get(window).toFloats());
        float[] places = stored().get("image_encoder.pos_embed").toFloats(); // (1, 8, 8, 4)
        float[] half = fitting.get("image_encoder.pos_embed").toFloats(); // (1, 4, 4, 4)
        float mean = (places[0] + places[4] + places[8 * 4] + places[9 * 4]) / 4;
        assertThat(half[0]).isCloseTo(mean, within(1e-6f));
        assertThat(fitting.get("image_encoder.blocks.1.attn.rel_pos_h").shape()).containsExactly(7, 2);
    }

    @Test
    void weightsOfTheSameSideStayAsTheyAre() {
        StateDict stored = stored();
        assertThat(SamPositions.at(stored, 128)).isSameAs(stored);
    }
}
