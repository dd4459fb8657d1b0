package org.samovar.train.synthetic;

import java.util.SplittableRandom;
import java.util.function.IntPredicate;

/**
 * One way to paint maps of objects: brightness, texture, colour, shading at edges and blur. Maps that are painted alike look like
 * slices of one volume; textures change from one to the next.
 */
final class Painting {
    private final int size;
    private final float[][] levels;
    private final Texture behind;
    private final Texture inside;
    private final float edge;
    private final int softness;

    /**
     * @param size side of the maps in pixels
     * @param most the greatest id
     * @param odd the ids that look unlike all others
     */
    Painting(int size, int most, IntPredicate odd, SplittableRandom random) {
        this.size = size;
        this.levels = levels(most, odd, random.nextDouble() < 0.4, random);
        this.behind = new Texture(size, 0.5, random);
        this.inside = new Texture(size, 0.3, random);
        this.edge = random.nextDouble() < 0.3 ? (float) (0.8 * (random.nextDouble() - 0.5)) : 0;
        this.softness = random.nextInt(4);
    }

    /** Paints a map of ids as RGB; {@code phase} in radians says how far the textures have changed from those of phase 0. */
    byte[] paint(int[] ids, double phase) {
        int n = ids.length;
        float[] ground = behind.at(phase);
        float[] body = inside.at(phase);
        float[] out = new float[3 * n];
        for (int i = 0; i < n; i++) {
            int id = ids[i];
            float texture = id == 0 ? ground[i] : body[i];
            if (edge != 0 && id != 0 && isEdge(ids, i)) {
                texture += edge;
            }
            for (int c = 0; c < 3; c++) {
                out[c * n + i] = levels[id][c] + texture;
            }
        }
        soften(out);
        byte[] pixels = new byte[3 * n];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < 3; c++) {
                pixels[3 * i + c] = (byte) (int) (255 * Math.max(0, Math.min(1, out[c * n + i])) + 0.5);
            }
        }
        return pixels;
    }

    /** Two smooth fields of which a texture is mixed; the mixture moves on a circle. */
    private static final class Texture {
        private final float strength;
        private final float[] one;
        private final float[] other;

        Texture(int size, double coarsest, SplittableRandom random) {
            double detail = size * (0.03 + coarsest * random.nextDouble());
            this.strength = (float) (0.25 * random.nextDouble());
            this.one = Noise.field(size, detail, 4, random);
            this.other = Noise.field(size, detail, 4, random);
        }

        float[] at(double phase) {
            float a = strength * (float) Math.cos(phase);
            float b = strength * (float) Math.sin(phase);
            float[] out = new float[one.length];
            for (int i = 0; i < out.length; i++) {
                out[i] = a * one[i] + b * other[i];
            }
            return out;
        }
    }

    /** The brightness of the background (0) and of each object; objects differ from the background, mostly in one direction. */
    private static float[][] levels(int most, IntPredicate odd, boolean colour, SplittableRandom random) {
        float[][] out = new float[most + 1][3];
        float spread = (float) (0.25 * random.nextDouble());
        float[] contrast = new float[3];
        float difference = (float) ((0.1 + 0.6 * random.nextDouble()) * (random.nextBoolean() ? 1 : -1));
        float ground = (float) (difference > 0 ? 0.6 * random.nextDouble() : 0.4 + 0.6 * random.nextDouble());
        for (int c = 0; c < 3; c++) {
            out[0][c] = ground + (colour ? (float) (0.4 * (random.nextDouble() - 0.5)) : 0);
            contrast[c] = difference + (colour ? (float) (0.5 * (random.nextDouble() - 0.5)) : 0);
        }
        for (int id = 1; id <= most; id++) {
            float own = (float) (2 * random.nextDouble() - 1) * spread;
            for (int c = 0; c < 3; c++) {
                float tint = colour ? (float) (0.3 * spread * (random.nextDouble() - 0.5)) : 0;
                out[id][c] = out[0][c] + contrast[c] + own + tint;
            }
            if (odd.test(id)) {
                float change = (float) random.nextDouble() - out[id][0];
                for (int c = 0; c < 3; c++) {
                    out[id][c] += change;
                }
            }
        }
        return out;
    }

    private boolean isEdge(int[] ids, int i) {
        int x = i % size;
        int y = i / size;
        int id = ids[i];
        return x > 0 && ids[i - 1] != id
                || x < size - 1 && ids[i + 1] != id
                || y > 0 && ids[i - size] != id
                || y < size - 1 && ids[i + size] != id;
    }

    /** A point spread: repeated means of three pixels along each axis. */
    private void soften(float[] p) {
        float[] line = new float[size];
        for (int t = 0; t < softness; t++) {
            for (int c = 0; c < 3; c++) {
                for (int k = 0; k < size; k++) {
                    smooth(p, (c * size + k) * size, 1, line);
                    smooth(p, c * size * size + k, size, line);
                }
            }
        }
    }

    private void smooth(float[] p, int start, int stride, float[] line) {
        for (int i = 0; i < size; i++) {
            line[i] = p[start + i * stride];
        }
        for (int i = 0; i < size; i++) {
            p[start + i * stride] = (line[Math.max(0, i - 1)] + line[i] + line[Math.min(size - 1, i + 1)]) / 3;
        }
    }
}
