package org.samovar.model.decoder;

import org.samovar.nn.Layer;
import org.samovar.nn.Linear;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.Tensor;

/** Attention between two sets of tokens that are projected to a narrower width first ({@code Attention} of SAM's transformer). */
public final class ProjectedAttention extends Layer {
    private final int heads;
    private final Linear query;
    private final Linear key;
    private final Linear value;
    private final Linear out;

    /**
     * @param width C, channels of the tokens
     * @param inner channels of queries, keys and values over all heads
     * @param heads Q, a divisor of {@code inner}
     */
    public ProjectedAttention(long width, long inner, int heads) {
        this.heads = heads;
        this.query = child("q_proj", new Linear(width, inner));
        this.key = child("k_proj", new Linear(width, inner));
        this.value = child("v_proj", new Linear(width, inner));
        this.out = child("out_proj", new Linear(inner, width));
    }

    /** Queries (P, N, C), keys and values (P, M, C) to (P, N, C). */
    public Tensor forward(Tensor queries, Tensor keys, Tensor values) {
        Tensor attended = NeuralOps.attention(
                split(query.forward(queries)), split(key.forward(keys)), split(value.forward(values))); // (P, Q, N, E)
        Tensor joined = attended.transpose(1, 2).reshape(queries.size(0), queries.size(1), -1); // (P, N, Q E)
        return out.forward(joined); // (P, N, C)
    }

    /** (P, N, Q E) to (P, Q, N, E). */
    private Tensor split(Tensor x) {
        return x.reshape(x.size(0), x.size(1), heads, -1).transpose(1, 2);
    }
}
