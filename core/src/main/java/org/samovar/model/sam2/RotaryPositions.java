package org.samovar.model.sam2;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/**
 * Rotary positions of the cells of a map: the first half of the pairs of channels turns with the column, the second with the row ({@code
 * compute_axial_cis} of sam2, after Heo et al. 2024).
 *
 * @param cosine (N, E / 2) for N = H W cells
 * @param sine (N, E / 2)
 */
record RotaryPositions(Tensor cosine, Tensor sine) {
    private static final double THETA = 10_000;

    /** The positions of an H x W map for E channels, a multiple of 4. */
    static RotaryPositions of(int height, int width, int channels) {
        return new RotaryPositions(
                cells(height, width, channels, Math::cos), cells(height, width, channels, Math::sin));
    }

    /** A function of the angles of all cells: (N, E / 2). */
    private static Tensor cells(int height, int width, int channels, DoubleUnaryOperator of) {
        int quarter = channels / 4;
        Tensor columns = axis(width, channels, of).reshape(1, width, quarter).expand(height, width, quarter);
        Tensor rows = axis(height, channels, of).reshape(height, 1, quarter).expand(height, width, quarter);
        return Ops.cat(List.of(columns, rows), -1).reshape((long) height * width, -1);
    }

    private static Tensor axis(int n, int channels, DoubleUnaryOperator of) {
        int quarter = channels / 4;
        float[] out = new float[n * quarter];
        for (int i = 0, o = 0; i < n; i++) {
            for (int c = 0; c < quarter; c++, o++) {
                out[o] = (float) of.applyAsDouble(i * Math.pow(THETA, -4.0 * c / channels));
            }
        }
        return Tensors.of(out, n, quarter);
    }

    /** Turns one map: (P, N, E). */
    Tensor turn(Tensor x) {
        return NeuralOps.rotary(x, cosine, sine);
    }

    /**
     * Turns r maps that stand one behind the other, (P, r N + tail, E); the last tokens, which have no place in a map, stay as they are.
     */
    Tensor turnMaps(Tensor x, int tail) {
        int p = x.size(0);
        int cells = cosine.size(0);
        int turned = x.size(1) - tail;
        Tensor maps = turn(x.narrow(1, 0, turned).reshape(p, turned / cells, cells, -1)); // (P, r, N, E)
        Tensor flat = maps.reshape(p, turned, -1); // (P, r N, E)
        return tail == 0 ? flat : Ops.cat(List.of(flat, x.narrow(1, turned, tail)), 1);
    }
}
