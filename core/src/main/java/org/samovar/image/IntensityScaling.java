package org.samovar.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Region;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.IntensityRule.Range;

/** Carries an {@link IntensityRule} out. */
final class IntensityScaling {
    private static final Range NO_CONTRAST = Range.of(0, 0);

    /** Values of a volume that a range is found from, at most by about the double, and planes that are read for them. */
    private static final int SAMPLES = 1 << 22;

    private static final int PLANES = 256;

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
            if (rule instanceof IntensityRule.Fixed fixed) {
                range = fixed.channels().get(fixed.channels().size() == 1 ? 0 : c);
            } else if (c == 0 || !together) {
                range = range(rule, Arrays.copyOfRange(image.planes(), c * n, together ? 3 * n : (c + 1) * n));
            }
            write(range, image.planes(), c * n, n, rgb, c);
        }
        if (used == 1) {
            for (int i = 0; i < n; i++) {
                rgb[3 * i + 1] = rgb[3 * i];
                rgb[3 * i + 2] = rgb[3 * i];
            }
        }
        return RgbImage.of(image.width(), image.height(), rgb);
    }

    static IntensityRule over(IntensityRule rule, Volume volume) {
        if (rule instanceof IntensityRule.AsIs
                || rule instanceof IntensityRule.Window
                || rule instanceof IntensityRule.Fixed) {
            return rule;
        }
        int used = Math.min(3, volume.info().channels());
        List<Range> ranges = new ArrayList<>();
        if (volume.info().meaning() == Channels.COLOUR) {
            float[][] all = new float[used][];
            for (int c = 0; c < used; c++) {
                all[c] = samples(volume, c);
            }
            ranges.add(range(rule, joined(all)));
        } else {
            for (int c = 0; c < used; c++) {
                ranges.add(range(rule, samples(volume, c)));
            }
        }
        return new IntensityRule.Fixed(ranges);
    }

    /** Values of a channel, spread evenly over planes that are spread evenly over the volume. */
    private static float[] samples(Volume volume, int c) {
        VolumeSize size = volume.size();
        Region plane = size.slice(Axis.Z).region();
        long planes = (long) size.depth() * size.frames();
        int read = (int) Math.min(PLANES, planes);
        int pixels = plane.size().pixels();
        int step = (int) Math.max(1, (long) pixels * read / SAMPLES);
        int each = (pixels + step - 1) / step;
        float[] out = new float[Math.multiplyExact(each, read)];
        for (int i = 0; i < read; i++) {
            long at = i * planes / read;
            double[] values = volume.voxels().read(plane, (int) (at % size.depth()), (int) (at / size.depth()), c);
            for (int k = 0; k < each; k++) {
                out[i * each + k] = (float) values[k * step];
            }
        }
        return out;
    }

    private static float[] joined(float[]... parts) {
        float[] out = new float[parts[0].length * parts.length];
        for (int i = 0; i < parts.length; i++) {
            System.arraycopy(parts[i], 0, out, i * parts[i].length, parts[i].length);
        }
        return out;
    }

    /** The range of values, which may be overwritten. */
    private static Range range(IntensityRule rule, float[] values) {
        if (rule instanceof IntensityRule.AsIs) {
            return Range.of(0, 255);
        }
        if (rule instanceof IntensityRule.Window window) {
            return Range.of(window.center() - window.width() / 2, window.center() + window.width() / 2);
        }
        float[] known = finite(values);
        if (known.length == 0) {
            return NO_CONTRAST;
        }
        if (rule instanceof IntensityRule.ZScore z) {
            return around(range(z.trim(), known), known);
        }
        if (rule instanceof IntensityRule.Percentile p) {
            return Range.of(percentile(known, p.low()), percentile(known, p.high()));
        }
        return Range.of(Selection.at(known, 0), Selection.at(known, known.length - 1));
    }

    /** Three standard deviations on either side of the mean of trimmed values. */
    private static Range around(Range trim, float[] values) {
        double sum = 0;
        for (float v : values) {
            sum += trimmed(trim, v);
        }
        double mean = sum / values.length;
        double squares = 0;
        for (float v : values) {
            squares += (trimmed(trim, v) - mean) * (trimmed(trim, v) - mean);
        }
        double reach = IntensityRule.ZScore.REACH * Math.sqrt(squares / values.length);
        return new Range(mean - reach, mean + reach, trim.least(), trim.most());
    }

    private static double trimmed(Range range, double v) {
        return Math.max(range.least(), Math.min(range.most(), v));
    }

    private static float[] finite(float[] values) {
        float[] out = new float[values.length];
        int n = 0;
        for (float v : values) {
            if (Float.isFinite(v)) {
                out[n++] = v;
            }
        }
        return Arrays.copyOf(out, n);
    }

    private static double percentile(float[] values, double percent) {
        double place = percent / 100 * (values.length - 1);
        int rank = (int) place;
        double below = Selection.at(values, rank);
        double above = Selection.at(values, Math.min(rank + 1, values.length - 1));
        return below + (place - rank) * (above - below);
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

    private static void write(Range range, float[] values, int from, int count, byte[] rgb, int channel) {
        double low = range.low();
        double high = range.high();
        boolean hasContrast = high > low;
        for (int i = 0; i < count; i++) {
            float v = values[from + i];
            double scaled = hasContrast && Float.isFinite(v) ? (trimmed(range, v) - low) * 255 / (high - low) : 0;
            rgb[3 * i + channel] = (byte) (int) (Math.max(0, Math.min(255, scaled)) + 0.5);
        }
    }
}
