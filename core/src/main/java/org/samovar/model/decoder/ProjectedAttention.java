package org.samovar.model.decoder;

import org.samovar.nn.Layer;
import org.samovar.nn.Linear;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * Attention between two sets of tokens that are projected to a narrower width first ({@code Attention} of SAM's transformer).
 *
 * <p>Where one set is the few tokens of a prompt and the other the cells of an image, the projections of the cells are never made:
 * with queries q = Wq x, keys k = Wk y and values v = Wv y, the scores q k = (Wk^T q) y need one vector for each token and head
 * instead of all channels, and the mean of values is Wv times the mean of y. It is the same function, summed in another order.
 */
public final class ProjectedAttention extends Layer {
    private final int heads;
    private final int inner;
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
        this.inner = Math.toIntExact(inner);
        this.query = child("q_proj", new Linear(width, inner));
        this.key = child("k_proj", new Linear(width, inner));
        this.value = child("v_proj", new Linear(width, inner));
        this.out = child("out_proj", new Linear(inner, width));
    }

    /** Queries (P, N, C), keys and values (P, M, C) to (P, N, C). */
    public Tensor forward(Tensor queries, Tensor keys, Tensor values) {
        int n = queries.size(1);
        int m = keys.size(1);
        if (n < m && n * heads < inner) {
            return fewQueries(queries, keys, values);
        } else if (m < n && m * heads < inner) {
            return fewKeys(queries, keys, values);
        }
        Tensor attended = NeuralOps.attention(
                split(query.forward(queries)), split(key.forward(keys)), split(value.forward(values))); // (P, Q, N, E)
        return out.forward(join(attended)); // (P, N, C)
    }

    /** The biases of the keys shift all scores of a query alike, so that they have no effect. */
    private Tensor fewQueries(Tensor queries, Tensor keys, Tensor values) {
        int p = queries.size(0);
        int n = queries.size(1);
        int c = keys.size(2);
        Tensor q = Ops.mul(split(query.forward(queries)), scale()); // (P, Q, N, E)
        Tensor folded = NeuralOps.product(q, perHead(key)).reshape(p, -1, c); // (P, Q N, C)
        Tensor weights = Ops.softmax(NeuralOps.product(folded, keys.transpose(1, 2)), -1); // (P, Q N, M)
        Tensor mixed = NeuralOps.product(weights, values).reshape(p, heads, n, c); // (P, Q, N, C)
        Tensor projected = NeuralOps.product(mixed, perHead(value).transpose(1, 2)); // (P, Q, N, E)
        Tensor bias = value.bias().reshape(heads, 1, -1); // (Q, 1, E)
        return out.forward(join(Ops.add(projected, bias))); // (P, N, C)
    }

    private Tensor fewKeys(Tensor queries, Tensor keys, Tensor values) {
        int p = queries.size(0);
        int n = queries.size(1);
        int c = queries.size(2);
        Tensor k = Ops.mul(split(key.forward(keys)), scale()); // (P, Q, M, E)
        Tensor folded = NeuralOps.product(k, perHead(query)).reshape(p, -1, c); // (P, Q M, C)
        Tensor shift = NeuralOps.product(k, query.bias().reshape(heads, -1, 1)).reshape(p, -1, 1); // (P, Q M, 1)
        Tensor scores = Ops.add(NeuralOps.product(folded, queries.transpose(1, 2)), shift); // (P, Q M, N)
        // NB: over the last axis a softmax of so few numbers is twenty times slower
        Tensor weights = Ops.softmax(scores.reshape(p, heads, -1, n), 2).reshape(p, -1, n); // (P, Q M, N)
        Tensor outPerHead = out.weight().reshape(c, heads, -1).permute(1, 2, 0); // (Q, E, C)
        Tensor mixed =
                NeuralOps.product(split(value.forward(values)), outPerHead).reshape(p, -1, c); // (P, Q M, C)
        return Ops.add(NeuralOps.product(weights.transpose(1, 2), mixed), out.bias()); // (P, N, C)
    }

    private double scale() {
        return 1 / Math.sqrt((double) inner / heads);
    }

    /** The weights of a projection, head by head: (Q, E, C). */
    private Tensor perHead(Linear projection) {
        return projection.weight().reshape(heads, inner / heads, -1);
    }

    /** (P, N, Q E) to (P, Q, N, E). */
    private Tensor split(Tensor x) {
        return x.reshape(x.size(0), x.size(1), heads, -1).transpose(1, 2);
    }

    /** (P, Q, N, E) to (P, N, Q E). */
    private static Tensor join(Tensor x) {
        return x.transpose(1, 2).reshape(x.size(0), x.size(2), -1);
    }
}
