package org.samovar.geometry;

/**
 * A place or a step in the world around a volume: to the patient's right, anterior and superior as in NIfTI, or along the
 * axes of the stage where there is no patient.
 *
 * @param x to the right, finite, in the unit of the volume
 * @param y to the front, finite
 * @param z upwards, finite
 */
public record WorldVector(double x, double y, double z) {
    public WorldVector {
        if (!Double.isFinite(x) || !Double.isFinite(y) || !Double.isFinite(z)) {
            throw new UserError("The position " + Numbers.list(x, y, z) + " is not finite.");
        }
    }

    public double length() {
        return Math.sqrt(x * x + y * y + z * z);
    }

    public WorldVector times(double factor) {
        return new WorldVector(x * factor, y * factor, z * factor);
    }

    public WorldVector plus(WorldVector other) {
        return new WorldVector(x + other.x, y + other.y, z + other.z);
    }

    public double dot(WorldVector other) {
        return x * other.x + y * other.y + z * other.z;
    }

    public WorldVector cross(WorldVector other) {
        return new WorldVector(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }

    /** {@code 1.5,0,-2}, as in messages. */
    @Override
    public String toString() {
        return Numbers.list(x, y, z);
    }
}
