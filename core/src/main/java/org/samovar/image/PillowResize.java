package org.samovar.image;

import java.util.Arrays;

/**
 * Pillow's resize of 8-bit images, equal to it in every bit: rows first, then columns, each pass in 22-bit fixed point and
 * rounded to 8 bits (Pillow, {@code Resample.c}, {@code ImagingResampleHorizontal_8bpc} and {@code
 * ImagingResampleVertical_8bpc}). That is Pillow up to 12; Pillow 13 takes the columns first where the image becomes much wider
 * and lower at once, which no resize that keeps the aspect ratio does.
 */
final class PillowResize {
    private static final int HALF = 1 << (ResizeWeights.PRECISION_BITS - 1);

    private PillowResize() {}

    /** @param pixels height x width x channels unsigned bytes */
    static byte[] resize(
            byte[] pixels, int width, int height, int channels, int newWidth, int newHeight, Filter filter) {
        byte[] rows = pixels;
        if (newWidth != width) {
            rows = horizontal(pixels, width, height, channels, new ResizeWeights(width, newWidth, filter));
        }
        if (newHeight != height) {
            return vertical(rows, newWidth * channels, new ResizeWeights(height, newHeight, filter));
        }
        return rows == pixels ? pixels.clone() : rows;
    }

    private static byte[] horizontal(byte[] in, int width, int height, int channels, ResizeWeights w) {
        int[] fixed = w.fixedPoint();
        byte[] out = new byte[Math.multiplyExact(Math.multiplyExact(height, w.outputs), channels)];
        for (int y = 0, o = 0; y < height; y++) {
            for (int x = 0; x < w.outputs; x++) {
                int start = (y * width + w.first[x]) * channels;
                for (int c = 0; c < channels; c++) {
                    int sum = HALF;
                    for (int k = 0, i = start + c, f = x * w.taps; k < w.count[x]; k++, i += channels, f++) {
                        sum += (in[i] & 0xff) * fixed[f];
                    }
                    out[o++] = clip(sum);
                }
            }
        }
        return out;
    }

    private static byte[] vertical(byte[] in, int rowLength, ResizeWeights w) {
        int[] fixed = w.fixedPoint();
        byte[] out = new byte[Math.multiplyExact(w.outputs, rowLength)];
        int[] sums = new int[rowLength];
        for (int y = 0; y < w.outputs; y++) {
            Arrays.fill(sums, HALF);
            for (int k = 0; k < w.count[y]; k++) {
                int weight = fixed[y * w.taps + k];
                int start = (w.first[y] + k) * rowLength;
                for (int i = 0; i < rowLength; i++) {
                    sums[i] += (in[start + i] & 0xff) * weight;
                }
            }
            for (int i = 0; i < rowLength; i++) {
                out[y * rowLength + i] = clip(sums[i]);
            }
        }
        return out;
    }

    private static byte clip(int sum) {
        return (byte) Math.max(0, Math.min(255, sum >> ResizeWeights.PRECISION_BITS));
    }
}
