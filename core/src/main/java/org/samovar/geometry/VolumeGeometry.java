package org.samovar.geometry;

/**
 * Where the voxels of a volume lie in space and time.
 *
 * @param affine from voxel indices to the world
 * @param unit of the world, such as {@code mm}; {@code pixel} where it is not calibrated
 * @param frameInterval from one point in time to the next, positive
 * @param timeUnit of the interval; {@code frame} where it is not calibrated
 */
public record VolumeGeometry(Affine affine, String unit, double frameInterval, String timeUnit) {
    /** Every distance is one pixel, every interval one frame. */
    public static final VolumeGeometry PIXELS = of(Spacing.PIXELS);

    public VolumeGeometry {
        if (!(frameInterval > 0 && Double.isFinite(frameInterval))) {
            throw new UserError("The frame interval " + frameInterval + " is not positive.");
        }
    }

    /** Axes along those of the world, without times. */
    public static VolumeGeometry of(Spacing spacing) {
        return of(Affine.of(spacing.x(), spacing.y(), spacing.z()), spacing.unit());
    }

    /** Without times. */
    public static VolumeGeometry of(Affine affine, String unit) {
        return new VolumeGeometry(affine, unit, 1, "frame");
    }

    /**
     * The unit of a file that names none: pixels where every step is 1; else it has been measured, and files without a unit
     * are medical by all experience.
     */
    public static String likelyUnit(Affine affine) {
        return of(affine, "mm").spacing().equals(new Spacing(1, 1, 1, "mm")) ? "pixel" : "mm";
    }

    /** Distances between neighbouring voxels along x, y and z. */
    public Spacing spacing() {
        return new Spacing(affine.x().length(), affine.y().length(), affine.z().length(), unit);
    }

    /**
     * Distances within a slice along an axis and, as z, from one slice to the next; 1 from one point in time to the next.
     */
    public Spacing spacing(Axis axis) {
        Spacing s = spacing();
        return switch (axis) {
            case X -> new Spacing(s.y(), s.z(), s.x(), unit);
            case Y -> new Spacing(s.x(), s.z(), s.y(), unit);
            case Z -> s;
            case T -> Spacing.of(s.x(), s.y(), unit);
        };
    }
}
