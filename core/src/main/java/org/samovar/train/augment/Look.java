package org.samovar.train.augment;

/**
 * How the frames of clips are seen.
 *
 * @param window what part of the frames of a continuous clip; heaps show whole images
 * @param changes how views are varied
 * @param leastShare share of the first image that an object covers at least, or there is no clip of it
 */
public record Look(Window window, Changes changes, double leastShare) {
    /** As {@code samovar-nano} follows objects. */
    public static final Look FOLLOWING = new Look(Window.OBJECT, Changes.OWN, 0);

    /** What part of a frame. */
    public enum Window {
        /** A square about the object that goes along with it. */
        OBJECT,
        /** All of it. */
        IMAGE
    }

    /** How views are varied. */
    public enum Changes {
        /** Turns, eight symmetries, and strong changes of intensities, alike on all frames, but a little motion from frame to frame. */
        OWN,
        /** MedSAM-2's list ({@link PaperChanges}): alike on all frames of a continuous clip, and on each image of a heap its own. */
        MEDSAM2
    }

    /** Whether the frames of a clip differ where their images do not. */
    public boolean moves() {
        return changes == Changes.OWN;
    }
}
