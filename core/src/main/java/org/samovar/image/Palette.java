package org.samovar.image;

import java.util.Arrays;

/**
 * Colours for labels that stand apart from each other and from gray images: each is the one farthest in CIELAB from all
 * before it (Glasbey et al., Colour displays for categorical images, Color Research and Application 32, 2007).
 */
public final class Palette {
    private static final int COLOURS = 256;
    private static final int MIN_CHROMA = 60;
    private static final double MIN_LIGHTNESS = 40;
    private static final int[] RGB = choose();

    private Palette() {}

    /** The colour of an id as 0xRRGGBB: black for 0, then 256 colours over and over. */
    public static int rgb(int id) {
        return id == 0 ? 0 : RGB[Math.floorMod(id - 1, COLOURS)];
    }

    private static int[] choose() {
        int[] candidates = candidates();
        double[][] lab = new double[candidates.length][];
        double[] nearest = new double[candidates.length];
        for (int i = 0; i < candidates.length; i++) {
            lab[i] = lab(candidates[i]);
            nearest[i] = Math.min(distance(lab[i], lab(0x000000)), distance(lab[i], lab(0xffffff)));
        }
        int[] chosen = new int[COLOURS];
        for (int n = 0; n < COLOURS; n++) {
            int best = 0;
            for (int i = 1; i < candidates.length; i++) {
                best = nearest[i] > nearest[best] ? i : best;
            }
            chosen[n] = candidates[best];
            for (int i = 0; i < candidates.length; i++) {
                nearest[i] = Math.min(nearest[i], distance(lab[i], lab[best]));
            }
        }
        return chosen;
    }

    /** A grid of colours that are neither dark nor gray. */
    private static int[] candidates() {
        int[] out = new int[18 * 18 * 18];
        int n = 0;
        for (int r = 0; r <= 255; r += 15) {
            for (int g = 0; g <= 255; g += 15) {
                for (int b = 0; b <= 255; b += 15) {
                    int high = Math.max(r, Math.max(g, b));
                    int low = Math.min(r, Math.min(g, b));
                    int rgb = r << 16 | g << 8 | b;
                    if (high - low >= MIN_CHROMA && lab(rgb)[0] >= MIN_LIGHTNESS) {
                        out[n++] = rgb;
                    }
                }
            }
        }
        return Arrays.copyOf(out, n);
    }

    private static double distance(double[] a, double[] b) {
        double l = a[0] - b[0];
        double u = a[1] - b[1];
        double v = a[2] - b[2];
        return l * l + u * u + v * v;
    }

    /** sRGB to CIELAB under D65 (IEC 61966-2-1 and CIE 15). */
    private static double[] lab(int rgb) {
        double r = linear(rgb >> 16 & 0xff);
        double g = linear(rgb >> 8 & 0xff);
        double b = linear(rgb & 0xff);
        double x = curve((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
        double y = curve(0.2126 * r + 0.7152 * g + 0.0722 * b);
        double z = curve((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double linear(int value) {
        double v = value / 255.0;
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }

    private static double curve(double t) {
        return t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }
}
