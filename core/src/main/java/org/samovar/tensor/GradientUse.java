package org.samovar.tensor;

/** Whether a leaf tensor takes part in training. */
public enum GradientUse {
    TRAINABLE,
    FROZEN
}
