package org.samovar.bridge.plane;

/**
 * A place or a step in voxel indices.
 *
 * @param i along the columns of a slice of k
 * @param j along its rows
 * @param k from slice to slice
 */
public record VoxelVector(double i, double j, double k) {
    double get(int axis) {
        return switch (axis) {
            case 0 -> i;
            case 1 -> j;
            default -> k;
        };
    }

    VoxelVector plus(VoxelVector step, double times) {
        return new VoxelVector(i + times * step.i, j + times * step.j, k + times * step.k);
    }

    VoxelVector cross(VoxelVector o) {
        return new VoxelVector(j * o.k - k * o.j, k * o.i - i * o.k, i * o.j - j * o.i);
    }

    /** The axis along which it is longest, the first of equals. */
    int longest() {
        int axis = 0;
        for (int other = 1; other < 3; other++) {
            axis = Math.abs(get(other)) > Math.abs(get(axis)) ? other : axis;
        }
        return axis;
    }

    boolean isFinite() {
        return Double.isFinite(i) && Double.isFinite(j) && Double.isFinite(k);
    }
}
