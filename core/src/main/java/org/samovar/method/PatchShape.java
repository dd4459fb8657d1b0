package org.samovar.method;

/**
 * The piece of an image or volume that a system sees at a time.
 *
 * @param modalities M, channels of the input: MRI sequences, or the colours of an image
 * @param depth D, slices; 1 for images
 * @param height H of a slice in pixels
 * @param width W of a slice in pixels
 */
public record PatchShape(int modalities, int depth, int height, int width) {
    public PatchShape {
        if (modalities < 1 || depth < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException("A patch of " + modalities + " modalities and " + depth + " x " + height
                    + " x " + width + " is empty");
        }
    }

    /** Whether it is an image rather than a volume. */
    public boolean isFlat() {
        return depth == 1;
    }
}
