package org.samovar.geometry;

/**
 * The size of a volume or a time series in voxels.
 *
 * @param width voxels along x, at least 1
 * @param height voxels along y, at least 1
 * @param depth voxels along z, at least 1
 * @param frames points in time, at least 1
 */
public record VolumeSize(int width, int height, int depth, int frames) {
    public VolumeSize {
        if (width < 1 || height < 1 || depth < 1 || frames < 1) {
            throw new UserError("A volume of " + text(width, height, depth, frames) + " voxels is empty.");
        }
        if (pixels(width, height, depth) > Integer.MAX_VALUE - 8) {
            throw new UserError("A volume of " + text(width, height, depth, frames)
                    + " voxels is too large: a slice of it does not fit one array.");
        }
    }

    /** Of the largest slice. */
    private static long pixels(long width, long height, long depth) {
        return Math.max(width * height, Math.max(width, height) * depth);
    }

    /** Voxels of all points in time. */
    public long voxels() {
        return (long) width * height * depth * frames;
    }

    /** Number of slices along an axis. */
    public int count(Axis axis) {
        return switch (axis) {
            case X -> width;
            case Y -> height;
            case Z -> depth;
            case T -> frames;
        };
    }

    /** The size of a slice along an axis. */
    public Size slice(Axis axis) {
        return switch (axis) {
            case X -> new Size(height, depth);
            case Y -> new Size(width, depth);
            case Z, T -> new Size(width, height);
        };
    }

    /** The axis along which a stack is looked through: time for a flat time series, else z. */
    public Axis stackAxis() {
        return depth == 1 && frames > 1 ? Axis.T : Axis.Z;
    }

    /** {@code 512 x 512 x 90}, with the points in time behind it where there are several. */
    @Override
    public String toString() {
        return text(width, height, depth, frames);
    }

    private static String text(int width, int height, int depth, int frames) {
        return width + " x " + height + " x " + depth + (frames == 1 ? "" : " x " + frames);
    }
}
