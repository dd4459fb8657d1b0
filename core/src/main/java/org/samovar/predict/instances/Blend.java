package org.samovar.predict.instances;

import org.samovar.geometry.Region;
import org.samovar.geometry.Size;

/** Maps that were found in overlapping windows, joined to those of an image: the middle of a window counts more than its border. */
final class Blend {
    /** Deviation of the weights as a part of a window's side (nnU-Net, {@code compute_gaussian}). */
    private static final double DEVIATION = 1.0 / 8;

    private static final double LEAST_WEIGHT = 1e-3;

    private final Size size;
    private final float[][] sums;
    private final float[] weights;
    private final double[] profile;

    /** @param side of the windows, which are squares */
    Blend(Size size, int channels, int side) {
        this.size = size;
        this.sums = new float[channels][size.pixels()];
        this.weights = new float[size.pixels()];
        this.profile = new double[side];
        for (int i = 0; i < side; i++) {
            double off = ((i + 0.5) / side - 0.5) / DEVIATION;
            profile[i] = Math.max(LEAST_WEIGHT, Math.exp(-off * off / 2));
        }
    }

    /** Adds the maps of a window, one after the other. */
    void add(Region window, float[] maps) {
        int from = 0;
        for (float[] sum : sums) {
            for (int y = 0; y < window.height(); y++) {
                int at = (window.y() + y) * size.width() + window.x();
                for (int x = 0; x < window.width(); x++) {
                    sum[at + x] += (float) (profile[y] * profile[x]) * maps[from++];
                }
            }
        }
        for (int y = 0; y < window.height(); y++) {
            int at = (window.y() + y) * size.width() + window.x();
            for (int x = 0; x < window.width(); x++) {
                weights[at + x] += (float) (profile[y] * profile[x]);
            }
        }
    }

    /** A map in the top left corner of the image. */
    float[] map(int channel, Size corner) {
        float[] out = new float[corner.pixels()];
        for (int i = 0; i < out.length; i++) {
            int at = i / corner.width() * size.width() + i % corner.width();
            out[i] = sums[channel][at] / weights[at];
        }
        return out;
    }
}
