package org.samovar.method.rfmedsam2;

/** What is added inside of SAM 2 (section 3.3.3, figure 4 (3), and the steps of figure 4 (1) that lead to it). */
public enum Adapters {
    /** Nothing: SAM 2 as it is. */
    NONE,
    /** Plain adapters at each attention. */
    PLAIN,
    /** DWConvAdapters at the attentions of images, plain adapters at those of tokens. */
    DEPTHWISE,
    /** These, and CNN-Adapters after convolutions: the paper's. */
    ALL
}
