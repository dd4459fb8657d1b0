package org.samovar.nn.adapt;

import org.samovar.nn.Layer;
import org.samovar.tensor.Tensor;

/** A layer that a method adds to a network; {@link Site} says what it gets and what becomes of its result. */
public abstract class Insert extends Layer {
    /** The layout of both is that of the {@link Site}. */
    public abstract Tensor forward(Tensor x);
}
