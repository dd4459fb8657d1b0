package org.samovar.image.io.dicom.seg;

import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.WorldVector;
import org.samovar.image.io.raw.Micrometres;

/**
 * The geometry of a volume in the axes and the unit of the format.
 *
 * @param row of length 1, along which the columns follow each other
 * @param column of length 1, along which the rows follow each other
 * @param x step from column to column, in millimetres
 * @param y step from row to row, in millimetres
 * @param step from slice to slice, in millimetres
 * @param origin the centre of the first voxel, in millimetres
 */
record Millimetres(WorldVector row, WorldVector column, double x, double y, WorldVector step, WorldVector origin) {
    private static final double RIGHT_ANGLE = 1e-4;

    /**
     * Of a volume; what has no unit counts as millimetres.
     *
     * @throws UserError where the rows and columns of its slices are not at right angles
     */
    static Millimetres of(VolumeGeometry geometry) {
        double unit = Micrometres.UNIT.equals(geometry.unit()) ? 1e-3 : 1;
        WorldVector x = patient(geometry.affine().x(), unit);
        WorldVector y = patient(geometry.affine().y(), unit);
        WorldVector row = x.times(1 / x.length());
        WorldVector column = y.times(1 / y.length());
        if (Math.abs(row.dot(column)) > RIGHT_ANGLE) {
            throw new UserError("the rows and columns of its slices are not at right angles");
        }
        return new Millimetres(
                row,
                column,
                x.length(),
                y.length(),
                patient(geometry.affine().z(), unit),
                patient(geometry.affine().origin(), unit));
    }

    /** From right, front and up to the format's left, back and up; without negative zeros. */
    private static WorldVector patient(WorldVector world, double unit) {
        return new WorldVector(0.0 - unit * world.x(), 0.0 - unit * world.y(), unit * world.z() + 0.0);
    }

    /** From slice to slice along the normal. */
    double between() {
        return Math.abs(step.dot(row.cross(column)));
    }

    WorldVector position(int slice) {
        return origin.plus(step.times(slice));
    }
}
