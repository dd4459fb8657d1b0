package org.samovar.train.augment;

import java.util.SplittableRandom;

/** Random changes of brightness, contrast, colour, sharpness and noise of a view, in place; values stay within 0 to 1. */
final class Intensities {
    private Intensities() {}

    static void vary(float[] pixels, int size, SplittableRandom random) {
        int n = size * size;
        if (random.nextDouble() < 0.15) {
            mixChannels(pixels, n, random);
        }
        if (random.nextDouble() < 0.08) {
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = 1 - pixels[i];
            }
        }
        if (random.nextDouble() < 0.6) {
            tone(pixels, random);
        }
        if (random.nextDouble() < 0.2) {
            tint(pixels, n, random);
        }
        if (random.nextDouble() < 0.15) {
            blur(pixels, size, 1 + random.nextInt(2));
        }
        if (random.nextDouble() < 0.25) {
            noise(pixels, n, random);
        }
        if (random.nextDouble() < 0.1) {
            shade(pixels, size, random);
        }
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = Math.max(0, Math.min(1, pixels[i]));
        }
    }

    /** A small change of brightness and contrast, as from slice to slice. */
    static void flicker(float[] pixels, SplittableRandom random) {
        float gain = (float) Math.exp(0.2 * (random.nextDouble() - 0.5));
        float brightness = (float) (0.1 * (random.nextDouble() - 0.5));
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = Math.max(0, Math.min(1, pixels[i] * gain + brightness));
        }
    }

    /** Gray from random weights, or channels exchanged. */
    private static void mixChannels(float[] p, int n, SplittableRandom random) {
        float r = (float) random.nextDouble();
        float g = (float) random.nextDouble();
        float b = (float) random.nextDouble();
        float sum = r + g + b + 1e-3f;
        boolean gray = random.nextBoolean();
        for (int i = 0; i < n; i++) {
            float red = p[i];
            float green = p[n + i];
            float blue = p[2 * n + i];
            float mixed = (r * red + g * green + b * blue) / sum;
            p[i] = gray ? mixed : green;
            p[n + i] = gray ? mixed : blue;
            p[2 * n + i] = gray ? mixed : red;
        }
    }

    /** Contrast about the mean, brightness and gamma. */
    private static void tone(float[] p, SplittableRandom random) {
        double mean = 0;
        for (float v : p) {
            mean += v;
        }
        float center = (float) (mean / p.length);
        float contrast = (float) Math.exp(0.8 * (random.nextDouble() - 0.5));
        float brightness = (float) (0.3 * (random.nextDouble() - 0.5));
        double gamma = Math.exp(1.0 * (random.nextDouble() - 0.5));
        float[] table = new float[257];
        for (int k = 0; k < table.length; k++) {
            table[k] = (float) Math.pow(k / 256.0, gamma);
        }
        for (int i = 0; i < p.length; i++) {
            float v = center + (p[i] - center) * contrast + brightness;
            p[i] = table[(int) (256 * Math.max(0, Math.min(1, v)))];
        }
    }

    private static void tint(float[] p, int n, SplittableRandom random) {
        for (int c = 0; c < 3; c++) {
            float gain = (float) (0.6 + 0.7 * random.nextDouble());
            for (int i = c * n; i < (c + 1) * n; i++) {
                p[i] *= gain;
            }
        }
    }

    /** A box filter of three pixels, so many times. */
    static void blur(float[] p, int size, int times) {
        float[] row = new float[size];
        for (int t = 0; t < times; t++) {
            for (int line = 0; line < 3 * size; line++) {
                smooth(p, line * size, 1, size, row);
            }
            for (int c = 0; c < 3; c++) {
                for (int x = 0; x < size; x++) {
                    smooth(p, c * size * size + x, size, size, row);
                }
            }
        }
    }

    private static void smooth(float[] p, int start, int stride, int n, float[] line) {
        for (int i = 0; i < n; i++) {
            line[i] = p[start + i * stride];
        }
        for (int i = 0; i < n; i++) {
            p[start + i * stride] = (line[Math.max(0, i - 1)] + line[i] + line[Math.min(n - 1, i + 1)]) / 3;
        }
    }

    /** Noise, the same in all channels or each its own; some of it multiplied, as speckle is. */
    private static void noise(float[] p, int n, SplittableRandom random) {
        float strength = (float) (0.12 * random.nextDouble());
        boolean speckle = random.nextDouble() < 0.3;
        boolean gray = random.nextDouble() < 0.7;
        for (int i = 0; i < n; i++) {
            float z = normal(random);
            for (int c = 0; c < 3; c++) {
                float v = p[c * n + i];
                p[c * n + i] = v + strength * (gray ? z : normal(random)) * (speckle ? 2 * v : 1);
            }
        }
    }

    /** A linear gradient of brightness. */
    private static void shade(float[] p, int size, SplittableRandom random) {
        float dx = (float) (0.6 * (random.nextDouble() - 0.5)) / size;
        float dy = (float) (0.6 * (random.nextDouble() - 0.5)) / size;
        for (int i = 0; i < p.length; i++) {
            int x = i % size;
            int y = i / size % size;
            p[i] *= 1 + dx * (x - size / 2f) + dy * (y - size / 2f);
        }
    }

    /** Nearly normal, mean 0, deviation 1: the sum of four uniform numbers. */
    private static float normal(SplittableRandom random) {
        long bits = random.nextLong();
        long sum = (bits & 0xffff) + (bits >>> 16 & 0xffff) + (bits >>> 32 & 0xffff) + (bits >>> 48);
        return (sum - 131070f) * (1.7320508f / 65536f);
    }
}
