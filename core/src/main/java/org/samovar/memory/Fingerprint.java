package org.samovar.memory;

import java.util.Arrays;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;

/**
 * What frames are compared by: the direction of a feature map. Maps of more than 16 cells a side are averaged to a grid of 8 to 15 cells
 * first, so that a fingerprint takes some 60 KB where the map takes 4 MB; samovar-nano's maps are small enough to be taken as they are.
 * It is in Java's memory and belongs to nobody.
 */
public final class Fingerprint {
    private static final int CELLS = 8;

    private final float[] values;
    private final double length;

    private Fingerprint(float[] values) {
        this.values = values;
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        this.length = Math.sqrt(sum);
    }

    /** The fingerprint of a map (1, C, H, W). */
    public static Fingerprint of(Tensor map) {
        map.check("The map of one frame", 1, -1, -1, -1);
        int kernel = Math.min(map.size(2), map.size(3)) / CELLS;
        if (kernel < 2) {
            return new Fingerprint(map.toFloats());
        }
        try (Scope scope = Scope.inference()) {
            return new Fingerprint(NeuralOps.averagePool2d(map, kernel, kernel).toFloats());
        }
    }

    /** The cosine of the angle to another map of the same shape: -1 to 1; 0 where one of them is zero everywhere. */
    public double similarity(Fingerprint other) {
        if (values.length != other.values.length) {
            throw new IllegalArgumentException("Fingerprints of " + values.length + " and " + other.values.length);
        }
        double lengths = length * other.length;
        if (lengths == 0) {
            return 0;
        }
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += (double) values[i] * other.values[i];
        }
        return sum / lengths;
    }

    /** A number that is the same for the same map. */
    int digest() {
        return Arrays.hashCode(values);
    }

    /** Whether the map held numbers only; others are like nothing. */
    public boolean isFinite() {
        return Double.isFinite(length);
    }
}
