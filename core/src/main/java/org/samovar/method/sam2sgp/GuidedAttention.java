package org.samovar.method.sam2sgp;

import java.util.Optional;
import org.samovar.nn.Layer;
import org.samovar.nn.Linear;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.Tensor;

/**
 * Attention of tokens to the cells of an image, of which some count more than others: Mask2Former's masked attention (Cheng et al. 2022,
 * equation 2) with probabilities instead of a cut-off, whose logarithms are added to the scores.
 */
final class GuidedAttention extends Layer {
    private final int heads;
    private final Linear query;
    private final Linear key;
    private final Linear value;
    private final Linear out;

    GuidedAttention(int width, int inner, int heads) {
        this.heads = heads;
        this.query = child("q_proj", new Linear(width, inner));
        this.key = child("k_proj", new Linear(width, inner));
        this.value = child("v_proj", new Linear(width, inner));
        this.out = child("out_proj", new Linear(inner, width));
    }

    /**
     * What the tokens find.
     *
     * @param queries (B, T, D)
     * @param keys (B, N, D)
     * @param values (B, N, D)
     * @param guide logarithms of probabilities (B, N); the same for all cells changes nothing
     * @return (B, T, D)
     */
    Tensor forward(Tensor queries, Tensor keys, Tensor values, Optional<Tensor> guide) {
        Tensor q = split(query.forward(queries)); // (B, Q, T, E)
        Tensor k = split(key.forward(keys)); // (B, Q, N, E)
        Tensor v = split(value.forward(values)); // (B, Q, N, E)
        Tensor found = guide.map(
                        g -> NeuralOps.attention(q, k, v, g.unsqueeze(1).unsqueeze(1)))
                .orElseGet(() -> NeuralOps.attention(q, k, v)); // (B, Q, T, E)
        return out.forward(found.transpose(1, 2).reshape(queries.size(0), queries.size(1), -1));
    }

    /** (B, N, Q E) to (B, Q, N, E). */
    private Tensor split(Tensor x) {
        return x.reshape(x.size(0), x.size(1), heads, -1).transpose(1, 2);
    }
}
