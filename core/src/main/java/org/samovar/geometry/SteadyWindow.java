package org.samovar.geometry;

/**
 * Whether the window in which an object is followed from slice to slice may stay where it is. As long as it does, what is remembered of
 * one slice lies at its own place on the next; where it moves, only the appearance is left to remember.
 */
public final class SteadyWindow {
    /** Side of a fresh window, in lengths of the object. */
    public static final double AROUND = 1.6;
    /** The object keeps at least this share of the window's side free towards each edge. */
    private static final double LEAST_SPACE = 0.05;
    /** A fresh window is not smaller than this share of the old one. */
    private static final double LEAST_FRESH = 0.6;

    private SteadyWindow() {}

    /**
     * Whether a window still suits an object: there is space around the object but where the image ends, and it is not far too large.
     *
     * @param window that was used so far; it may reach beyond the image
     * @param fresh the window that would be used instead
     * @param object where the object was on the slice before
     * @param image size of the slices
     */
    public static boolean suits(Box window, Box fresh, Box object, Size image) {
        double dx = LEAST_SPACE * window.width();
        double dy = LEAST_SPACE * window.height();
        boolean roomy = (object.x0() - window.x0() >= dx || window.x0() <= 0)
                && (object.y0() - window.y0() >= dy || window.y0() <= 0)
                && (window.x1() - object.x1() >= dx || window.x1() >= image.width())
                && (window.y1() - object.y1() >= dy || window.y1() >= image.height());
        return roomy
                && Math.max(fresh.width(), fresh.height()) >= LEAST_FRESH * Math.max(window.width(), window.height());
    }
}
