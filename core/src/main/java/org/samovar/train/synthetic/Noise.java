package org.samovar.train.synthetic;

import java.util.SplittableRandom;

/** Smooth random fields: values on a coarse lattice, blended between. */
final class Noise {
    private Noise() {}

    /** A field with several sizes of detail, mean about 0, values about -1 to 1. */
    static float[] field(int size, double coarsest, int octaves, SplittableRandom random) {
        float[] out = new float[size * size];
        double cell = coarsest;
        float weight = 1;
        for (int o = 0; o < octaves && cell >= 1.5; o++) {
            add(out, size, cell, weight, random);
            cell /= 2;
            weight *= 0.55f;
        }
        return out;
    }

    private static void add(float[] out, int size, double cell, float weight, SplittableRandom random) {
        int n = (int) (size / cell) + 3;
        float[] lattice = new float[n * n];
        for (int i = 0; i < lattice.length; i++) {
            lattice[i] = weight * (float) (2 * random.nextDouble() - 1);
        }
        double shiftX = random.nextDouble();
        double shiftY = random.nextDouble();
        for (int y = 0; y < size; y++) {
            double v = y / cell + shiftY;
            int j = (int) v;
            float fy = ease((float) (v - j));
            for (int x = 0; x < size; x++) {
                double u = x / cell + shiftX;
                int i = (int) u;
                float fx = ease((float) (u - i));
                int k = j * n + i;
                float top = lattice[k] + fx * (lattice[k + 1] - lattice[k]);
                float bottom = lattice[k + n] + fx * (lattice[k + n + 1] - lattice[k + n]);
                out[y * size + x] += top + fy * (bottom - top);
            }
        }
    }

    private static float ease(float t) {
        return t * t * (3 - 2 * t);
    }
}
