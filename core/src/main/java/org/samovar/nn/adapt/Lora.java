package org.samovar.nn.adapt;

import java.util.List;
import java.util.Optional;
import org.samovar.nn.Init;
import org.samovar.nn.Parameter;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * A change of low rank to the queries and values of a block; keys stay as they are (Hu et al. 2021, section 4): the product of A, which
 * narrows, and B, which widens and is zero at first, so that a network with it begins as the network without.
 *
 * <p>Both take their widths from the joint projection itself, which in blocks that change the width gives three times another width
 * than it gets.
 */
public final class Lora extends Insert {
    private final Parameter queryDown;
    private final Parameter queryUp;
    private final Parameter valueDown;
    private final Parameter valueUp;

    /**
     * @param in channels of the grid
     * @param out channels of the joint projection: queries, keys and values of the same width
     * @param rank channels in between
     */
    public Lora(int in, int out, int rank) {
        if (out % 3 != 0 || rank < 1) {
            throw new IllegalArgumentException(
                    "Rank " + rank + " beside a projection to " + out + " channels, which are no three equal parts");
        }
        // Kaiming's uniform bound with a = sqrt(5) is that of PyTorch's linear layers
        this.queryDown = factor("q.a", Init.fanIn(in), rank, in);
        this.queryUp = factor("q.b", Init.zeros(), out / 3, rank);
        this.valueDown = factor("v.a", Init.fanIn(in), rank, in);
        this.valueUp = factor("v.b", Init.zeros(), out / 3, rank);
    }

    /** In every block that projects to queries, keys and values. */
    public static Additions.Recipe ofRank(int rank) {
        return place -> place.site() == Site.PROJECTION
                ? Optional.of(new Lora(place.in(), place.out(), rank))
                : Optional.empty();
    }

    /** (B, H, W, in) to (B, H, W, out). */
    @Override
    public Tensor forward(Tensor x) {
        Tensor query = through(queryDown, queryUp, x); // (B, H, W, out / 3)
        Tensor value = through(valueDown, valueUp, x); // (B, H, W, out / 3)
        return Ops.cat(List.of(query, Ops.full(query, 0, query.shape()), value), -1); // (B, H, W, out)
    }

    private static Tensor through(Parameter down, Parameter up, Tensor x) {
        Tensor narrow = NeuralOps.linear(x, down.value(), Optional.empty()); // (B, H, W, rank)
        return NeuralOps.linear(narrow, up.value(), Optional.empty());
    }
}
