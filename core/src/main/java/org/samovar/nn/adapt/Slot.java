package org.samovar.nn.adapt;

import java.util.Optional;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/** What is added at a place, if anything. */
public final class Slot {
    private final Optional<Insert> insert;

    Slot(Optional<Insert> insert) {
        this.insert = insert;
    }

    /** Whether nothing is added. */
    public boolean isEmpty() {
        return insert.isEmpty();
    }

    /** What the insert makes of x, where there is one. */
    public Optional<Tensor> of(Tensor x) {
        return insert.map(i -> i.forward(x));
    }

    /** In series: what the insert makes of x, or x itself. */
    public Tensor then(Tensor x) {
        return of(x).orElse(x);
    }

    /** Beside a layer: the sum of what the layer made of x and what the insert makes of it. */
    public Tensor beside(Tensor x, Tensor made) {
        return of(x).map(added -> Ops.add(made, added)).orElse(made);
    }
}
