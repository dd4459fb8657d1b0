package org.samovar.predict;

/** How a network was trained to be told what to segment. */
public enum PromptStyle {
    /** Points and boxes are tokens, the mask input holds an earlier mask: the published SAM family. */
    SPARSE,
    /** Points and boxes are tokens and are drawn into the mask input as well: {@code samovar-nano}. */
    DENSE
}
