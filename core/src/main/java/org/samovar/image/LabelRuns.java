package org.samovar.image;

import java.util.Arrays;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;

/** A plane of ids as runs of equal ones in row-major order, compact enough for thousands of planes. Immutable. */
public final class LabelRuns implements Raster {
    private final Size size;
    /** First pixel of each run. */
    private final int[] starts;

    private final char[] ids;

    private LabelRuns(Size size, int[] starts, char[] ids) {
        this.size = size;
        this.starts = starts;
        this.ids = ids;
    }

    /** Of ids up to 65535, row by row. */
    public static LabelRuns of(Size size, char[] plane) {
        if (plane.length != size.pixels()) {
            throw new IllegalArgumentException(plane.length + " ids for " + size + " pixels");
        }
        int count = 1;
        for (int i = 1; i < plane.length; i++) {
            count += plane[i] == plane[i - 1] ? 0 : 1;
        }
        int[] starts = new int[count];
        char[] ids = new char[count];
        for (int i = 0, run = 0; i < plane.length; i++) {
            if (i == 0 || plane[i] != plane[i - 1]) {
                starts[run] = i;
                ids[run++] = plane[i];
            }
        }
        return new LabelRuns(size, starts, ids);
    }

    @Override
    public Size size() {
        return size;
    }

    /** The ids of a window, row by row. */
    double[] read(Region window) {
        double[] out = new double[window.size().pixels()];
        for (int y = 0, i = 0; y < window.height(); y++) {
            int pixel = (window.y() + y) * size.width() + window.x();
            int place = Arrays.binarySearch(starts, pixel);
            int run = place >= 0 ? place : -place - 2;
            for (int x = 0; x < window.width(); x++, i++, pixel++) {
                if (run + 1 < starts.length && starts[run + 1] == pixel) {
                    run++;
                }
                out[i] = ids[run];
            }
        }
        return out;
    }
}
