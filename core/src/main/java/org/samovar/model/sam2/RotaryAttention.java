package org.samovar.model.sam2;

import org.samovar.nn.Layer;
import org.samovar.nn.Linear;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.Tensor;

/**
 * Attention of one head with rotary positions. Reference: {@code RoPEAttention} of {@code sam/transformer.py}.
 *
 * <p>Where the values are narrower than their projection, they are mixed first and projected afterwards: with weights w that sum up to
 * 1, sum w (V x + b) = V (sum w x) + b. It is the same function with a quarter of the products.
 */
final class RotaryAttention extends Layer {
    private final Linear query;
    private final Linear key;
    private final Linear value;
    private final Linear out;
    private final boolean isNarrow;

    /**
     * @param width D, channels of the queries and the result
     * @param memoryWidth M, channels of keys and values
     */
    RotaryAttention(int width, int memoryWidth) {
        this.query = child("q_proj", new Linear(width, width));
        this.key = child("k_proj", new Linear(memoryWidth, width));
        this.value = child("v_proj", new Linear(memoryWidth, width));
        this.out = child("out_proj", new Linear(width, width));
        this.isNarrow = memoryWidth < width;
    }

    /**
     * Queries (P, N, D), or (1, N, D) for all, keys and values (P, r N + tail, M) to (P, N, D).
     *
     * @param tail tokens at the end of the keys that have no place in the map
     */
    Tensor forward(Tensor queries, Tensor keys, Tensor values, RotaryPositions positions, int tail) {
        Tensor q = positions
                .turn(query.forward(queries)) // (1 or P, N, D)
                .expand(keys.size(0), -1, -1)
                .unsqueeze(1); // (P, 1, N, D)
        Tensor k = positions.turnMaps(key.forward(keys), tail).unsqueeze(1); // (P, 1, r N + tail, D)
        Tensor v = (isNarrow ? values : value.forward(values)).unsqueeze(1); // (P, 1, r N + tail, M or D)
        Tensor mixed = NeuralOps.attention(q, k, v).squeeze(1); // (P, N, M or D)
        return out.forward(isNarrow ? value.forward(mixed) : mixed); // (P, N, D)
    }
}
