package org.samovar.geometry;

/** How an image is brought to the square input of a network. */
public enum Fit {
    /**
     * The longest side fills the square, the rest is padded at the right and at the bottom (segment-anything,
     * {@code ResizeLongestSide}).
     */
    LONGEST_SIDE,
    /** Both sides fill the square, the aspect ratio is lost (sam2, {@code SAM2Transforms}). */
    STRETCH
}
