package org.samovar.image;

/** Fills holes of masks and removes their specks. */
public final class Regions {
    private Regions() {}

    /** Fills every part of the background (4-connected) that does not reach the border of the image. */
    public static Mask fillHoles(Mask mask) {
        LabelMap background = ConnectedComponents.of(mask.inverse(), Connectivity.FOUR);
        boolean[] open = new boolean[background.maxId() + 1];
        int w = mask.width();
        int h = mask.height();
        for (int x = 0; x < w; x++) {
            open[background.get(x, 0)] = true;
            open[background.get(x, h - 1)] = true;
        }
        for (int y = 0; y < h; y++) {
            open[background.get(0, y)] = true;
            open[background.get(w - 1, y)] = true;
        }
        return Mask.where(mask.size(), (x, y) -> mask.get(x, y) || !open[background.get(x, y)]);
    }

    /**
     * Fills the parts of the background (8-connected, at the border as well) of fewer than {@code area} pixels, as
     * segment-anything's {@code remove_small_regions(mask, area, "holes")}.
     */
    public static Mask fillSmallHoles(Mask mask, int area) {
        LabelMap holes = ConnectedComponents.of(mask.inverse(), Connectivity.EIGHT);
        int[] areas = ConnectedComponents.areas(holes);
        return Mask.where(mask.size(), (x, y) -> mask.get(x, y) || areas[holes.get(x, y)] < area);
    }

    /**
     * Removes the parts of the mask (8-connected) of fewer than {@code area} pixels, but keeps the largest when all are, as
     * segment-anything's {@code remove_small_regions(mask, area, "islands")}.
     */
    public static Mask removeSmallIslands(Mask mask, int area) {
        LabelMap islands = ConnectedComponents.of(mask, Connectivity.EIGHT);
        int[] areas = ConnectedComponents.areas(islands);
        Mask kept = Mask.where(mask.size(), (x, y) -> mask.get(x, y) && areas[islands.get(x, y)] >= area);
        return kept.isEmpty() ? ConnectedComponents.largest(mask, Connectivity.EIGHT) : kept;
    }
}
