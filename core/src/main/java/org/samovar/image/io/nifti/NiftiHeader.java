package org.samovar.image.io.nifti;

import java.io.IOException;
import java.io.InputStream;
import org.samovar.geometry.Affine;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.Channels;
import org.samovar.image.VolumeInfo;
import org.samovar.image.io.nifti.NiftiFields.Field;
import org.samovar.image.io.raw.RawLayout;
import org.samovar.image.io.raw.VoxelType;

/**
 * What a header says, checked.
 *
 * @param info about the volume
 * @param layout of its values
 * @param offset of the first voxel in the file, in bytes
 * @param length of the header itself, in bytes
 */
record NiftiHeader(VolumeInfo info, RawLayout layout, long offset, int length) {
    private static final int MAX_AXES = 7;
    private static final double MAX_OFFSET = 1 << 28;

    /** @throws UserError saying what is wrong with it, without the name of the file */
    static NiftiHeader read(InputStream in) throws IOException {
        NiftiFields fields = NiftiFields.read(in);
        int length = fields.bytes().length;
        double offset = fields.get(Field.OFFSET, 0);
        if (!(offset >= length && offset <= MAX_OFFSET)) {
            throw new UserError("its voxels are said to begin at byte " + offset);
        }
        int[] shape = shape(fields);
        VolumeSize size = new VolumeSize(shape[1], shape[2], shape[3], shape[4]);
        int code = fields.whole(Field.DATATYPE, 0);
        VoxelType type = NiftiTypes.type(code);
        boolean isRgb = code == NiftiTypes.RGB || code == NiftiTypes.RGBA;
        if (isRgb && shape[5] > 1) {
            throw new UserError("it has several colours in each voxel");
        }
        RawLayout layout = isRgb
                ? RawLayout.interleaved(size, code == NiftiTypes.RGB ? 3 : 4, type, fields.order())
                : RawLayout.planar(size, shape[5], type, fields.order());
        double slope = fields.get(Field.SLOPE, 0);
        double intercept = fields.get(Field.INTERCEPT, 0);
        boolean isScaled = !isRgb && slope != 0 && Double.isFinite(slope) && Double.isFinite(intercept);
        if (isScaled) {
            layout = layout.scaled(slope, intercept);
        }
        int channels = isRgb ? 3 : shape[5];
        boolean isColour = isRgb || (channels == 3 && fields.whole(Field.INTENT, 0) == NiftiTypes.INTENT_RGB_VECTOR);
        VolumeInfo info = new VolumeInfo(
                size, channels, layout.sample(), isColour ? Channels.COLOUR : Channels.INTENSITY, geometry(fields));
        return new NiftiHeader(info, layout, (long) offset, length);
    }

    /** The number of axes, then the lengths of x, y, z, time and channels. */
    private static int[] shape(NiftiFields fields) {
        int axes = fields.whole(Field.DIM, 0);
        if (axes < 1 || axes > MAX_AXES) {
            throw new UserError("it says it has " + axes + " axes");
        }
        int[] out = {axes, 1, 1, 1, 1, 1};
        for (int axis = 1; axis <= axes; axis++) {
            double length = fields.get(Field.DIM, axis);
            if (!(length >= 1 && length <= Integer.MAX_VALUE)) {
                throw new UserError("its axis " + axis + " is said to have the length " + (long) length);
            }
            if (axis < out.length) {
                out[axis] = (int) length;
            } else if (length > 1) {
                throw new UserError("it has more than space, time and channels");
            }
        }
        return out;
    }

    private static VolumeGeometry geometry(NiftiFields fields) {
        Affine affine = NiftiOrientation.read(fields);
        int units = fields.whole(Field.UNITS, 0);
        String unit = NiftiTypes.lengthUnit(units);
        if (unit.isEmpty()) {
            unit = VolumeGeometry.likelyUnit(affine);
        }
        return new VolumeGeometry(affine, unit, NiftiOrientation.step(fields, 4), NiftiTypes.timeUnit(units));
    }
}
