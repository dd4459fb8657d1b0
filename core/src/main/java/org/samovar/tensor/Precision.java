package org.samovar.tensor;

import java.util.Locale;

/**
 * In which type matrix products, convolutions and attention are computed. Norms, losses and sums stay in float32 under every
 * precision, and weights that are trained keep their float32 masters.
 */
public enum Precision {
    /** The reference. */
    FLOAT32(DType.FLOAT32),
    /** Faster on CPUs with bfloat16 instructions and on GPUs from Ampere on. */
    BFLOAT16(DType.BFLOAT16),
    /** For GPUs; on a CPU it is slower than float32 by orders of magnitude. */
    FLOAT16(DType.FLOAT16);

    private final DType type;

    Precision(DType type) {
        this.type = type;
    }

    /** The element type of the products. */
    public DType type() {
        return type;
    }

    /** As the command line takes it, such as {@code float32}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
