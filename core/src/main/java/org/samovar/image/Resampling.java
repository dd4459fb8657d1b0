package org.samovar.image;

import org.samovar.geometry.Size;

/** Changes the size of images: as Pillow does for 8-bit pixels, as torch does for floats, nearest for masks and labels. */
public final class Resampling {
    private Resampling() {}

    /** An 8-bit image resized as {@code PIL.Image.resize} does, equal in every bit. */
    public static RgbImage resize(RgbImage image, Size size, Filter filter) {
        byte[] pixels = PillowResize.resize(
                image.pixels(), image.width(), image.height(), 3, size.width(), size.height(), filter);
        return RgbImage.of(size.width(), size.height(), pixels);
    }

    /**
     * Interleaved unsigned bytes resized as {@code PIL.Image.resize} does, equal in every bit.
     *
     * @param pixels height x width x channels
     */
    public static byte[] resize(byte[] pixels, Size from, int channels, Size to, Filter filter) {
        return PillowResize.resize(pixels, from.width(), from.height(), channels, to.width(), to.height(), filter);
    }

    /**
     * One plane of floats, row by row, resized as torch's {@code interpolate(mode="bilinear", align_corners=False)} does,
     * without antialiasing: for logits.
     */
    public static float[] bilinear(float[] plane, Size from, Size to) {
        Taps xs = new Taps(from.width(), to.width());
        Taps ys = new Taps(from.height(), to.height());
        float[] out = new float[to.pixels()];
        for (int y = 0, o = 0; y < to.height(); y++) {
            int top = ys.low[y] * from.width();
            int bottom = ys.high[y] * from.width();
            float ly = ys.fraction[y];
            for (int x = 0; x < to.width(); x++, o++) {
                float lx = xs.fraction[x];
                float upper = (1 - lx) * plane[top + xs.low[x]] + lx * plane[top + xs.high[x]];
                float lower = (1 - lx) * plane[bottom + xs.low[x]] + lx * plane[bottom + xs.high[x]];
                out[o] = (1 - ly) * upper + ly * lower;
            }
        }
        return out;
    }

    /**
     * One plane of floats, row by row, resized as torch's {@code interpolate(mode="bilinear", antialias=True)} does: for
     * images that SAM 2 takes.
     */
    public static float[] bilinearAntialiased(float[] plane, Size from, Size to) {
        ResizeWeights xs = new ResizeWeights(from.width(), to.width(), Filter.BILINEAR);
        ResizeWeights ys = new ResizeWeights(from.height(), to.height(), Filter.BILINEAR);
        float[] rows = new float[Math.multiplyExact(from.height(), to.width())];
        for (int y = 0, o = 0; y < from.height(); y++) {
            for (int x = 0; x < to.width(); x++, o++) {
                double sum = 0;
                for (int k = 0; k < xs.count[x]; k++) {
                    sum += plane[y * from.width() + xs.first[x] + k] * xs.weights[x * xs.taps + k];
                }
                rows[o] = (float) sum;
            }
        }
        float[] out = new float[to.pixels()];
        for (int y = 0, o = 0; y < to.height(); y++) {
            for (int x = 0; x < to.width(); x++, o++) {
                double sum = 0;
                for (int k = 0; k < ys.count[y]; k++) {
                    sum += rows[(ys.first[y] + k) * to.width() + x] * ys.weights[y * ys.taps + k];
                }
                out[o] = (float) sum;
            }
        }
        return out;
    }

    /** Each pixel from the one under its centre, as Pillow's nearest. */
    public static Mask nearest(Mask mask, Size size) {
        int[] xs = nearest(mask.width(), size.width());
        int[] ys = nearest(mask.height(), size.height());
        return Mask.where(size, (x, y) -> mask.get(xs[x], ys[y]));
    }

    /** Each pixel from the one under its centre, as Pillow's nearest. */
    public static LabelMap nearest(LabelMap labels, Size size) {
        int[] xs = nearest(labels.width(), size.width());
        int[] ys = nearest(labels.height(), size.height());
        int[] out = new int[size.pixels()];
        for (int y = 0, o = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++, o++) {
                out[o] = labels.get(xs[x], ys[y]);
            }
        }
        return LabelMap.of(size.width(), size.height(), out);
    }

    /** In whole numbers: floor((2 i + 1) inputs / (2 outputs)). */
    private static int[] nearest(int inputs, int outputs) {
        int[] source = new int[outputs];
        for (int i = 0; i < outputs; i++) {
            source[i] = (int) ((2L * i + 1) * inputs / (2L * outputs));
        }
        return source;
    }

    /** The two neighbours of each output along one axis, in float arithmetic as torch's. */
    private static final class Taps {
        final int[] low;
        final int[] high;
        final float[] fraction;

        Taps(int inputs, int outputs) {
            low = new int[outputs];
            high = new int[outputs];
            fraction = new float[outputs];
            float scale = (float) inputs / outputs;
            for (int i = 0; i < outputs; i++) {
                float source = Math.max(0, scale * (i + 0.5f) - 0.5f);
                low[i] = Math.min((int) source, inputs - 1);
                high[i] = Math.min(low[i] + 1, inputs - 1);
                fraction[i] = Math.min(source - low[i], 1);
            }
        }
    }
}
