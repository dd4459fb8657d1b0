package org.samovar.image;

import java.util.Arrays;
import org.samovar.geometry.UserError;

/** Carries an {@link IntensityRule} out. */
final class IntensityScaling {
    private static final Range NO_CONTRAST = new Range(0, 0);

    private IntensityScaling() {}

    static RgbImage apply(IntensityRule rule, Image image, NonFinite nonFinite) {
        if (nonFinite == NonFinite.REFUSE) {
            requireFinite(image);
        }
        int n = image.size().pixels();
        int used = Math.min(3, image.channels());
        boolean together = image.meaning() == Channels.COLOUR;
        byte[] rgb = new byte[Math.multiplyExact(3, n)];
        Range range = NO_CONTRAST;
        for (int c = 0; c < used; c++) {
            if (c == 0 || !together) {
                range = range(rule, image.planes(), c * n, together ? 3 * n : n);
            }
            range.write(image.planes(), c * n, n, rgb, c);
        }
        if (used == 1) {
            for (int i = 0; i < n; i++) {
                rgb[3 * i + 1] = rgb[3 * i];
                rgb[3 * i + 2] = rgb[3 * i];
            }
        }
        return RgbImage.of(image.width(), image.height(), rgb);
    }

    private static Range range(IntensityRule rule, float[] values, int from, int count) {
        if (rule instanceof IntensityRule.AsIs) {
            return new Range(0, 255);
        }
        if (rule instanceof IntensityRule.Window window) {
            return new Range(window.center() - window.width() / 2, window.center() + window.width() / 2);
        }
        float[] sorted = finite(values, from, count);
        if (sorted.length == 0) {
            return NO_CONTRAST;
        }
        Arrays.sort(sorted);
        if (rule instanceof IntensityRule.Percentile p) {
            return new Range(percentile(sorted, p.low()), percentile(sorted, p.high()));
        }
        return new Range(sorted[0], sorted[sorted.length - 1]);
    }

    private static float[] finite(float[] values, int from, int count) {
        float[] out = new float[count];
        int n = 0;
        for (int i = from; i < from + count; i++) {
            if (Float.isFinite(values[i])) {
                out[n++] = values[i];
            }
        }
        return Arrays.copyOf(out, n);
    }

    private static double percentile(float[] sorted, double percent) {
        double place = percent / 100 * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * ((double) sorted[above] - sorted[below]);
    }

    private static void requireFinite(Image image) {
        int bad = 0;
        for (float v : image.planes()) {
            bad += Float.isFinite(v) ? 0 : 1;
        }
        if (bad > 0) {
            throw new UserError(
                    bad + " of the " + image.planes().length + " values of the image are NaN or infinite.",
                    "Replace them, or choose to treat them as black.");
        }
    }

    /** The values that become 0 and 255. */
    private record Range(double low, double high) {
        void write(float[] values, int from, int count, byte[] rgb, int channel) {
            boolean hasContrast = high > low;
            for (int i = 0; i < count; i++) {
                float v = values[from + i];
                double scaled = hasContrast && Float.isFinite(v) ? (v - low) * 255 / (high - low) : 0;
                rgb[3 * i + channel] = (byte) (int) (Math.max(0, Math.min(255, scaled)) + 0.5);
            }
        }
    }
}
