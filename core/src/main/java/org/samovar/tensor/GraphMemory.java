package org.samovar.tensor;

/** How much of a graph is kept until the backward pass. */
public enum GraphMemory {
    /** All of it. */
    WHOLE,
    /** Of pieces that {@link Autograd#checkpoint} marks, the input alone: they are made again, which costs a second forward pass. */
    RECOMPUTED
}
