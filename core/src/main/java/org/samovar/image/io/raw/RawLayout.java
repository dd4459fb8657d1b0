package org.samovar.image.io.raw;

import java.nio.ByteOrder;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.SampleType;

/**
 * In which order and form values stand in a file. The steps count values, not bytes.
 *
 * @param size of the volume
 * @param channels of each voxel
 * @param type of a stored value
 * @param order of its bytes
 * @param x step to the next voxel along x
 * @param y step to the next voxel along y
 * @param z step to the next slice
 * @param t step to the next point in time
 * @param c step to the next channel
 * @param slope factor of stored values
 * @param intercept added to the product
 */
public record RawLayout(
        VolumeSize size,
        int channels,
        VoxelType type,
        ByteOrder order,
        long x,
        long y,
        long z,
        long t,
        long c,
        double slope,
        double intercept) {
    /** Longest row of a slice with all that stands between its voxels, in bytes. */
    private static final long LONGEST_ROW = 1 << 28;

    public RawLayout {
        if ((size.width() - 1) * x >= LONGEST_ROW / type.bytes()) {
            throw new UserError("the voxels of a row lie too far apart");
        }
    }

    /** x, then y, z, t and the channels, unscaled. */
    public static RawLayout planar(VolumeSize size, int channels, VoxelType type, ByteOrder order) {
        long plane = (long) size.width() * size.height();
        long volume = plane * size.depth();
        return new RawLayout(size, channels, type, order, 1, size.width(), plane, volume, volume * size.frames(), 1, 0);
    }

    /** The channels of a voxel beside each other, then x, y, z and t, unscaled. */
    public static RawLayout interleaved(VolumeSize size, int channels, VoxelType type, ByteOrder order) {
        long row = (long) channels * size.width();
        long plane = row * size.height();
        return new RawLayout(size, channels, type, order, channels, row, plane, plane * size.depth(), 1, 1, 0);
    }

    public RawLayout scaled(double newSlope, double newIntercept) {
        return new RawLayout(size, channels, type, order, x, y, z, t, c, newSlope, newIntercept);
    }

    /** What an image of these values, scaled, says it has. */
    public SampleType sample() {
        if (slope == 1 && intercept == 0) {
            return type.sample();
        }
        boolean isWhole =
                type.sample() != SampleType.FLOAT && slope == Math.rint(slope) && intercept == Math.rint(intercept);
        return isWhole ? SampleType.INTEGER : SampleType.FLOAT;
    }

    /**
     * Bytes of all values.
     *
     * @throws UserError where it is more than any file has
     */
    public long bytes() {
        try {
            return Math.multiplyExact(Math.multiplyExact(size.voxels(), (long) channels), type.bytes());
        } catch (ArithmeticException e) {
            throw new UserError("its " + size + " voxels are more than any file holds", e);
        }
    }
}
