package org.samovar.geometry;

/**
 * Maps voxel indices to the world: the centre of voxel (i, j, k) lies at origin + i * x + j * y + k * z.
 *
 * @param x step to the next voxel along x
 * @param y step to the next voxel along y
 * @param z step to the next slice
 * @param origin the centre of voxel (0, 0, 0)
 */
public record Affine(WorldVector x, WorldVector y, WorldVector z, WorldVector origin) {
    /** Smallest volume of a voxel relative to that of a box with the same edges. */
    private static final double FLATTEST = 1e-3;

    public Affine {
        double box = x.length() * y.length() * z.length();
        if (!(box > 0 && Math.abs(x.cross(y).dot(z)) >= FLATTEST * box && Double.isFinite(box))) {
            throw new UserError("The voxel axes " + x + "; " + y + "; " + z + " do not span a space.");
        }
    }

    /** Axes along those of the world, the first voxel at its origin. */
    public static Affine of(double x, double y, double z) {
        return new Affine(
                new WorldVector(x, 0, 0), new WorldVector(0, y, 0), new WorldVector(0, 0, z), new WorldVector(0, 0, 0));
    }

    /** The place of a voxel's centre. */
    public WorldVector apply(double i, double j, double k) {
        return origin.plus(x.times(i)).plus(y.times(j)).plus(z.times(k));
    }
}
