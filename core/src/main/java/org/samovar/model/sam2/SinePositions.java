package org.samovar.model.sam2;

import java.util.List;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/**
 * Positions as sines and cosines of falling frequency (Vaswani et al. 2017, section 3.5), for maps as {@code PositionEmbeddingSine} of
 * sam2 and for distances in time as its {@code get_1d_sine_pe}.
 */
final class SinePositions {
    private static final double TEMPERATURE = 10_000;
    private static final double EPSILON = 1e-6;

    private SinePositions() {}

    /** The cells of a map: (1, C, H, W), the first half of the channels for the row, the second for the column. */
    static Tensor map(int channels, int height, int width) {
        int half = channels / 2;
        Tensor rows = axis(half, height).reshape(half, height, 1).expand(half, height, width);
        Tensor columns = axis(half, width).reshape(half, 1, width).expand(half, height, width);
        return Ops.cat(List.of(rows, columns), 0).unsqueeze(0); // (1, C, H, W)
    }

    /** Places 1 to n as parts of a whole turn: (channels, n), sines and cosines in turn. */
    private static Tensor axis(int channels, int n) {
        float[] out = new float[channels * n];
        for (int c = 0, o = 0; c < channels; c++) {
            for (int i = 1; i <= n; i++, o++) {
                double angle = 2 * Math.PI * i / (n + EPSILON) / period(c, channels);
                out[o] = (float) (c % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
            }
        }
        return Tensors.of(out, channels, n);
    }

    /** Places on a line: (n, C), the sines before the cosines. */
    static Tensor line(int channels, double[] places) {
        int half = channels / 2;
        float[] out = new float[places.length * channels];
        for (int i = 0; i < places.length; i++) {
            for (int c = 0; c < half; c++) {
                double angle = places[i] / period(c, half);
                out[i * channels + c] = (float) Math.sin(angle);
                out[i * channels + half + c] = (float) Math.cos(angle);
            }
        }
        return Tensors.of(out, places.length, channels);
    }

    private static double period(int channel, int channels) {
        return Math.pow(TEMPERATURE, 2.0 * (channel / 2) / channels);
    }
}
