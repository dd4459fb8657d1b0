package org.samovar.nn.adapt;

/**
 * How the first axis of what an insert gets is made up, so that it can look through the depth: B patches of D slices with Q prompts each,
 * (B D Q, ...), the patches outermost.
 *
 * @param depth D
 * @param prompts Q; 1 in an image encoder
 */
public record Slices(int depth, int prompts) {
    public Slices {
        if (depth < 1 || prompts < 1) {
            throw new IllegalArgumentException(depth + " slices with " + prompts + " prompts");
        }
    }

    /** One image for each slice. */
    public static Slices images(int depth) {
        return new Slices(depth, 1);
    }
}
