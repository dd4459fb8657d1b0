package org.samovar.nn.adapt;

/**
 * Where in a part of a network something can be added. In series an insert replaces what it gets (and brings its own skip connection),
 * beside a layer its result is added to the layer's.
 *
 * <p>Layouts: a grid is (B, H, W, C), a map (B, C, H, W), tokens (P, T, C).
 */
public enum Site {
    /** In series after patches got their positions: a grid. */
    AFTER_PATCHES,
    /** In series before the norm and the attention of a block: a grid. */
    BEFORE_ATTENTION,
    /** Beside the joint projection to queries, keys and values: a grid of {@code in} to one of {@code out} channels. */
    PROJECTION,
    /** In series after the attention of a block, before its shortcut is added: a grid. */
    AFTER_ATTENTION,
    /** In series before the norm and the MLP of a block: a grid. */
    BEFORE_MLP,
    /** Beside the MLP of a block, on the same normalised input: a grid, or tokens in a transformer of tokens. */
    BESIDE_MLP,
    /** In series after the attention of tokens to tokens, before the shortcut: tokens. */
    AFTER_SELF_ATTENTION,
    /** In series after the attention of tokens to the image, before the shortcut: tokens. */
    AFTER_TOKENS_TO_IMAGE,
    /** In series after the attention of the image to tokens, before the shortcut: a grid. */
    AFTER_IMAGE_TO_TOKENS,
    /** In series after the last attention of tokens to the image, before the shortcut: tokens. */
    AFTER_FINAL_ATTENTION,
    /** In series after the attention of a frame to its memories, before the shortcut: a grid. */
    AFTER_MEMORY_ATTENTION,
    /** In series after a map is made, activation included: a map. */
    AFTER_MAP
}
