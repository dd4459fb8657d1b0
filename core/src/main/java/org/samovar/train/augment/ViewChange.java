package org.samovar.train.augment;

/**
 * Where the places of one view are in another: the affine map of places, 0 to 1 along each side, {@code u' = u0 + u * uu + v * uv} and
 * {@code v' = v0 + u * vu + v * vv}.
 */
public record ViewChange(double u0, double uu, double uv, double v0, double vu, double vv) {
    /** The change between views that are the same. */
    public static final ViewChange NONE = new ViewChange(0, 1, 0, 0, 0, 1);

    /**
     * Brings values on the grid of the other view to this one, bilinearly.
     *
     * @param values side x side, row by row
     * @param outside value beyond the other view
     */
    public float[] apply(float[] values, int side, float outside) {
        float[] out = new float[side * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double u = (x + 0.5) / side;
                double v = (y + 0.5) / side;
                out[y * side + x] = at(values, side, u0 + u * uu + v * uv, v0 + u * vu + v * vv, outside);
            }
        }
        return out;
    }

    private static float at(float[] values, int side, double u, double v, float outside) {
        if (!(u >= 0 && v >= 0 && u <= 1 && v <= 1)) {
            return outside;
        }
        double x = Math.max(0, Math.min(side - 1, u * side - 0.5));
        double y = Math.max(0, Math.min(side - 1, v * side - 0.5));
        int i = Math.min(side - 2, (int) x);
        int j = Math.min(side - 2, (int) y);
        float fx = (float) (x - i);
        float fy = (float) (y - j);
        int k = j * side + i;
        float top = values[k] + fx * (values[k + 1] - values[k]);
        float bottom = values[k + side] + fx * (values[k + side + 1] - values[k + side]);
        return top + fy * (bottom - top);
    }
}
