package org.samovar.image;

/** The connected parts of masks and label maps, by union-find in two passes. */
public final class ConnectedComponents {
    private ConnectedComponents() {}

    /** The components of the foreground, ids 1 to n in the order of their first pixels row by row. */
    public static LabelMap of(Mask mask, Connectivity connectivity) {
        return of(LabelMap.of(mask), connectivity);
    }

    /**
     * The components of equal ids, so that each part of a class is an object of its own; ids 1 to n in the order of their
     * first pixels row by row.
     */
    public static LabelMap of(LabelMap classes, Connectivity connectivity) {
        int w = classes.width();
        int[] labels = classes.labels();
        int[] parents = new int[labels.length];
        for (int y = 0, i = 0; y < classes.height(); y++) {
            for (int x = 0; x < w; x++, i++) {
                parents[i] = i;
                if (labels[i] == 0) {
                    continue;
                }
                for (int k = 0; k < connectivity.neighbours() / 2; k++) {
                    int nx = x + connectivity.dx(k);
                    int ny = y + connectivity.dy(k);
                    if (nx >= 0 && nx < w && ny >= 0 && labels[ny * w + nx] == labels[i]) {
                        join(parents, i, ny * w + nx);
                    }
                }
            }
        }
        return LabelMap.of(w, classes.height(), numbered(labels, parents));
    }

    /** The component with the most pixels, of several the first row by row; empty when the mask is. */
    public static Mask largest(Mask mask, Connectivity connectivity) {
        LabelMap components = of(mask, connectivity);
        int[] areas = areas(components);
        int best = 0;
        for (int id = 1; id < areas.length; id++) {
            best = best == 0 || areas[id] > areas[best] ? id : best;
        }
        return best == 0 ? mask : components.mask(best);
    }

    /** Pixels of each id, index 0 the background; for ids without gaps. */
    static int[] areas(LabelMap labels) {
        int[] areas = new int[labels.maxId() + 1];
        for (int id : labels.labels()) {
            areas[id]++;
        }
        return areas;
    }

    /** The root of each tree is its first pixel row by row. */
    private static int[] numbered(int[] labels, int[] parents) {
        int[] out = new int[labels.length];
        int n = 0;
        for (int i = 0; i < out.length; i++) {
            if (labels[i] != 0) {
                int root = root(parents, i);
                out[i] = root == i ? ++n : out[root];
            }
        }
        return out;
    }

    private static void join(int[] parents, int a, int b) {
        int first = root(parents, a);
        int second = root(parents, b);
        parents[Math.max(first, second)] = Math.min(first, second);
    }

    private static int root(int[] parents, int i) {
        int at = i;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }
}
