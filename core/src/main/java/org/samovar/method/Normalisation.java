package org.samovar.method;

import java.util.Arrays;
import org.samovar.image.Channels;
import org.samovar.image.SampleType;

/**
 * How the values of a channel become what a system wants.
 *
 * @param zero what becomes 0
 * @param one what becomes 1; the same as {@code zero} where all become 0
 * @param intensities whether what lies beyond 0 and 1 is cut
 */
record Normalisation(double zero, double one, Intensities intensities) {
    /** What a range is found from, about: values spread evenly over all. */
    private static final int SAMPLES = 1 << 21;

    private static final double LOWEST = 0.5;
    private static final double HIGHEST = 99.5;
    private static final double SMALLEST_DEVIATION = 1e-8;

    /** The values that it is found from, plane by plane. */
    interface Source {
        int planes();

        float[] read(int channel, int plane);
    }

    /** One for each channel, found over all planes. */
    static Normalisation[] of(Source source, int channels, SampleType type, Channels meaning, Intensities intensities) {
        Normalisation[] out = new Normalisation[channels];
        int together = meaning == Channels.COLOUR && intensities == Intensities.UNIT ? channels : 1;
        for (int c = 0; c < channels; c += together) {
            Normalisation common =
                    switch (intensities) {
                        case Z_SCORE -> zScore(source, c);
                        case UNIT -> type == SampleType.UINT8
                                ? new Normalisation(0, 255, intensities)
                                : stretch(source, c, c + together);
                    };
            Arrays.fill(out, c, c + together, common);
        }
        return out;
    }

    private static Normalisation zScore(Source source, int channel) {
        double sum = 0;
        double squares = 0;
        long count = 0;
        for (int i = 0; i < source.planes(); i++) {
            for (float v : source.read(channel, i)) {
                if (Float.isFinite(v)) {
                    sum += v;
                    squares += (double) v * v;
                    count++;
                }
            }
        }
        double mean = count == 0 ? 0 : sum / count;
        double variance = count == 0 ? 1 : squares / count - mean * mean;
        double deviation = Math.max(SMALLEST_DEVIATION, Math.sqrt(Math.max(0, variance)));
        return new Normalisation(mean, mean + deviation, Intensities.Z_SCORE);
    }

    private static Normalisation stretch(Source source, int from, int to) {
        float[] sorted = sample(source, from, to);
        Arrays.sort(sorted);
        return sorted.length == 0
                ? new Normalisation(0, 0, Intensities.UNIT)
                : new Normalisation(percentile(sorted, LOWEST), percentile(sorted, HIGHEST), Intensities.UNIT);
    }

    private static float[] sample(Source source, int from, int to) {
        long all = (long) source.planes() * source.read(from, 0).length * (to - from);
        long step = Math.max(1, all / SAMPLES);
        float[] out = new float[(int) ((all + step - 1) / step)];
        int count = 0;
        long seen = 0;
        for (int c = from; c < to; c++) {
            for (int i = 0; i < source.planes(); i++) {
                for (float v : source.read(c, i)) {
                    if (seen++ % step == 0 && Float.isFinite(v)) {
                        out[count++] = v;
                    }
                }
            }
        }
        return Arrays.copyOf(out, count);
    }

    private static double percentile(float[] sorted, double percent) {
        double place = percent / 100 * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * ((double) sorted[above] - sorted[below]);
    }

    /** What is no number becomes 0. */
    float apply(float value) {
        if (!Float.isFinite(value) || one <= zero) {
            return 0;
        }
        double v = (value - zero) / (one - zero);
        return (float) (intensities == Intensities.UNIT ? Math.max(0, Math.min(1, v)) : v);
    }
}
