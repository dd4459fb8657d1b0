package org.samovar.predict.slide;

import org.samovar.geometry.UserError;
import org.samovar.image.RgbImage;

/**
 * Which fields have nothing to be found in: those of which squares of some pixels are all nearly as bright as each other, as in glass around
 * tissue. The noise of single pixels does not count.
 *
 * @param least difference of the brightest and the darkest square, 0 to 255, from which on something may be there; 0 for always
 */
public record Blankness(int least) {
    /** Noise and compression of an empty glass stay below, faint nuclei are above. */
    public static final Blankness USUAL = new Blankness(12);

    private static final int SQUARE = 8;
    private static final int BRIGHTEST = 255;

    public Blankness {
        if (least < 0 || least > BRIGHTEST) {
            throw new UserError("Brightness differs by 0 to " + BRIGHTEST + ", not by " + least + ".");
        }
    }

    /** Whether a window is blank. */
    public boolean holds(RgbImage window) {
        if (least == 0) {
            return false;
        }
        byte[] luma = window.luma();
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int y = 0; y < window.height(); y += SQUARE) {
            for (int x = 0; x < window.width(); x += SQUARE) {
                double mean = mean(luma, window, x, y);
                low = Math.min(low, mean);
                high = Math.max(high, mean);
            }
        }
        return high - low < least;
    }

    private static double mean(byte[] luma, RgbImage window, int left, int top) {
        int right = Math.min(window.width(), left + SQUARE);
        int bottom = Math.min(window.height(), top + SQUARE);
        long sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                sum += luma[y * window.width() + x] & 0xff;
            }
        }
        return (double) sum / ((long) (right - left) * (bottom - top));
    }
}
