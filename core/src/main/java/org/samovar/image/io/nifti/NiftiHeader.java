package org.samovar.image.io.nifti;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.UserError;

/**
 * The facts of a NIfTI-1 header that matter here. Fields and codes: {@code nifti1.h}, revision of 2005-03-29.
 *
 * @param type how a voxel is stored
 * @param order of the bytes of all numbers
 * @param width voxels along x, at least 1
 * @param height voxels along y, at least 1
 * @param depth voxels along z, or points in time, at least 1
 * @param spacing between voxels, in the unit of the header
 * @param affine from voxel indices to world coordinates: three rows of four numbers, row by row
 * @param slope factor of stored values
 * @param intercept added to the product
 * @param offset of the first voxel in the file, in bytes
 */
record NiftiHeader(
        NiftiType type,
        ByteOrder order,
        int width,
        int height,
        int depth,
        Spacing spacing,
        List<Double> affine,
        double slope,
        double intercept,
        int offset) {
    /** Bytes of a header. */
    static final int BYTES = 348;

    private static final int MAX_AXES = 7;
    private static final int DIM = 40;
    private static final int DATATYPE = 70;
    private static final int PIXDIM = 76;
    private static final int VOX_OFFSET = 108;
    private static final int SLOPE = 112;
    private static final int INTERCEPT = 116;
    private static final int UNITS = 123;
    private static final int QFORM_CODE = 252;
    private static final int SFORM_CODE = 254;
    private static final int QUATERN = 256;
    private static final int QOFFSET = 268;
    private static final int SROW = 280;
    private static final int MAGIC = 344;

    /** Bytes of all voxels. */
    long dataBytes() {
        return (long) width * height * depth * type.bytes();
    }

    /**
     * Reads a header.
     *
     * @param bytes the first {@link #BYTES} of the file
     * @throws UserError saying what is wrong with it, without the name of the file
     */
    static NiftiHeader parse(ByteBuffer bytes) {
        ByteBuffer b = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        if (b.getInt(0) != BYTES) {
            b.order(ByteOrder.BIG_ENDIAN);
        }
        boolean single = b.get(MAGIC) == 'n' && b.get(MAGIC + 1) == '+' && b.get(MAGIC + 2) == '1';
        if (b.getInt(0) != BYTES || !single) {
            throw new UserError("it is not a NIfTI-1 file with its voxels inside");
        }
        int[] shape = shape(b);
        double offset = b.getFloat(VOX_OFFSET);
        if (!(offset >= BYTES && offset <= 1 << 24)) {
            throw new UserError("its voxels are said to begin at byte " + offset);
        }
        double slope = b.getFloat(SLOPE);
        double intercept = b.getFloat(INTERCEPT);
        boolean scaled = slope != 0 && Double.isFinite(slope) && Double.isFinite(intercept);
        Spacing spacing = new Spacing(step(b, 1), step(b, 2), step(b, 3), unit(b));
        return new NiftiHeader(
                NiftiType.of(b.getShort(DATATYPE)),
                b.order(),
                shape[0],
                shape[1],
                shape[2],
                spacing,
                affine(b, spacing),
                scaled ? slope : 1,
                scaled ? intercept : 0,
                (int) offset);
    }

    /** Lengths of three axes; a time series of flat images has its time as the third, further axes have length 1. */
    private static int[] shape(ByteBuffer b) {
        int axes = b.getShort(DIM);
        if (axes < 1 || axes > MAX_AXES) {
            throw new UserError("it says it has " + axes + " axes");
        }
        int[] out = {1, 1, 1};
        for (int axis = 1; axis <= axes; axis++) {
            int length = b.getShort(DIM + 2 * axis);
            if (length < 1) {
                throw new UserError("its axis " + axis + " is said to have the length " + length);
            }
            if (axis <= 3) {
                out[axis - 1] = length;
            } else if (length > 1 && out[2] == 1) {
                out[2] = length;
            } else if (length > 1) {
                throw new UserError("it has more than three axes");
            }
        }
        return out;
    }

    private static double step(ByteBuffer b, int axis) {
        double step = Math.abs(b.getFloat(PIXDIM + 4 * axis));
        return step > 0 && Double.isFinite(step) ? step : 1;
    }

    /** NIFTI_UNITS_METER, _MM and _MICRON. */
    private static String unit(ByteBuffer b) {
        return switch (b.get(UNITS) & 7) {
            case 1 -> "m";
            case 2 -> "mm";
            case 3 -> "µm";
            default -> "pixel";
        };
    }

    /** The sform where there is one, else the qform, else the spacing alone. */
    private static List<Double> affine(ByteBuffer b, Spacing spacing) {
        Double[] rows = new Double[12];
        if (b.getShort(SFORM_CODE) > 0) {
            for (int i = 0; i < 12; i++) {
                rows[i] = finite(b.getFloat(SROW + 4 * i));
            }
            return List.of(rows);
        }
        double[] steps = {spacing.x(), spacing.y(), spacing.z()};
        double[] turn = {1, 0, 0, 0, 1, 0, 0, 0, 1};
        boolean placed = b.getShort(QFORM_CODE) > 0;
        if (placed) {
            turn = rotation(b.getFloat(QUATERN), b.getFloat(QUATERN + 4), b.getFloat(QUATERN + 8));
            steps[2] *= b.getFloat(PIXDIM) < 0 ? -1 : 1;
        }
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                rows[4 * row + column] = finite(turn[3 * row + column] * steps[column]);
            }
            rows[4 * row + 3] = placed ? finite(b.getFloat(QOFFSET + 4 * row)) : 0;
        }
        return List.of(rows);
    }

    /** The rotation of the unit quaternion (a, b, c, d) with a >= 0. */
    private static double[] rotation(double b, double c, double d) {
        double a = Math.sqrt(Math.max(0, 1 - b * b - c * c - d * d));
        return new double[] {
            a * a + b * b - c * c - d * d,
            2 * (b * c - a * d),
            2 * (b * d + a * c),
            2 * (b * c + a * d),
            a * a + c * c - b * b - d * d,
            2 * (c * d - a * b),
            2 * (b * d - a * c),
            2 * (c * d + a * b),
            a * a + d * d - b * b - c * c
        };
    }

    private static double finite(double value) {
        if (!Double.isFinite(value)) {
            throw new UserError("its orientation holds numbers that are not finite");
        }
        return value;
    }
}
