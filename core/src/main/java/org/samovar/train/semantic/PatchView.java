package org.samovar.train.semantic;

import org.samovar.method.PatchShape;
import org.samovar.method.Voxels;

/** A patch that looks at a case through a turn and a scale: linear between voxels, the nearest class, zero beyond the case. */
final class PatchView {
    private final PatchShape shape;
    /** The voxel under the centre of the patch: z, y, x. */
    private final double[] centre = new double[3];
    /** Steps z, y, x in the case for steps along the depth, height and width of the patch. */
    private final double[][] steps;

    /**
     * @param corner first voxel z, y, x of the patch before it is turned
     * @param turn angles about the axes x, y and z, in radians
     * @param scale above 1 shows things larger
     * @param inPlane whether the depth is not scaled
     */
    PatchView(int[] corner, PatchShape shape, double[] turn, double scale, boolean inPlane) {
        this.shape = shape;
        int[] sizes = {shape.depth(), shape.height(), shape.width()};
        for (int axis = 0; axis < 3; axis++) {
            centre[axis] = corner[axis] + (sizes[axis] - 1) / 2.0;
        }
        double[][] m = {{inPlane ? 1 : 1 / scale, 0, 0}, {0, 1 / scale, 0}, {0, 0, 1 / scale}};
        rotate(m, 0, 1, turn[0]);
        rotate(m, 0, 2, turn[1]);
        rotate(m, 1, 2, turn[2]);
        this.steps = m;
    }

    /** Turns the vectors in the plane of two axes. */
    private static void rotate(double[][] vectors, int a, int b, double angle) {
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        for (double[] v : vectors) {
            double first = v[a];
            v[a] = c * first - s * v[b];
            v[b] = s * first + c * v[b];
        }
    }

    /** The patch of a case. */
    Patch of(Case source) {
        Voxels v = source.voxels();
        int n = shape.depth() * shape.height() * shape.width();
        float[] values = new float[v.modalities() * n];
        byte[] classes = new byte[n];
        int i = 0;
        for (int d = 0; d < shape.depth(); d++) {
            double dz = d - (shape.depth() - 1) / 2.0;
            for (int h = 0; h < shape.height(); h++) {
                double dy = h - (shape.height() - 1) / 2.0;
                for (int w = 0; w < shape.width(); w++, i++) {
                    double dx = w - (shape.width() - 1) / 2.0;
                    double z = centre[0] + dz * steps[0][0] + dy * steps[1][0] + dx * steps[2][0];
                    double y = centre[1] + dz * steps[0][1] + dy * steps[1][1] + dx * steps[2][1];
                    double x = centre[2] + dz * steps[0][2] + dy * steps[1][2] + dx * steps[2][2];
                    if (z > -1 && z < v.depth() && y > -1 && y < v.height() && x > -1 && x < v.width()) {
                        for (int m = 0; m < v.modalities(); m++) {
                            values[m * n + i] = value(v, m, z, y, x);
                        }
                        classes[i] = nearest(source, z, y, x);
                    }
                }
            }
        }
        return new Patch(shape, values, classes);
    }

    private static byte nearest(Case source, double z, double y, double x) {
        Voxels v = source.voxels();
        int k = (int) Math.floor(z + 0.5);
        int j = (int) Math.floor(y + 0.5);
        int i = (int) Math.floor(x + 0.5);
        boolean inside = k >= 0 && j >= 0 && i >= 0 && k < v.depth() && j < v.height() && i < v.width();
        return inside ? source.classes()[(k * v.height() + j) * v.width() + i] : 0;
    }

    private static float value(Voxels v, int m, double z, double y, double x) {
        int k = (int) Math.floor(z);
        float fz = (float) (z - k);
        float low = fz < 1 ? plane(v, m, k, y, x) : 0;
        float high = fz > 0 ? plane(v, m, k + 1, y, x) : 0;
        return low + fz * (high - low);
    }

    private static float plane(Voxels v, int m, int k, double y, double x) {
        if (k < 0 || k >= v.depth()) {
            return 0;
        }
        int j = (int) Math.floor(y);
        float fy = (float) (y - j);
        float low = row(v, m, k, j, x);
        float high = fy > 0 ? row(v, m, k, j + 1, x) : 0;
        return low + fy * (high - low);
    }

    private static float row(Voxels v, int m, int k, int j, double x) {
        if (j < 0 || j >= v.height()) {
            return 0;
        }
        int i = (int) Math.floor(x);
        float fx = (float) (x - i);
        int at = ((m * v.depth() + k) * v.height() + j) * v.width() + i;
        float low = i >= 0 ? v.values()[at] : 0;
        float high = fx > 0 && i + 1 < v.width() ? v.values()[at + 1] : 0;
        return low + fx * (high - low);
    }
}
