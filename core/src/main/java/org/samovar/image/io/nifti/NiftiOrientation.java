package org.samovar.image.io.nifti;

import org.samovar.geometry.Affine;
import org.samovar.geometry.UserError;
import org.samovar.geometry.WorldVector;
import org.samovar.image.io.nifti.NiftiFields.Field;

/** The affine of a header: its sform, else its qform, else its steps alone; one that spans no space does not count. */
final class NiftiOrientation {
    private static final double RIGHT_ANGLE = 1e-5;

    private NiftiOrientation() {}

    static Affine read(NiftiFields fields) {
        if (fields.whole(Field.SFORM_CODE, 0) > 0) {
            try {
                return new Affine(sform(fields, 0), sform(fields, 1), sform(fields, 2), sform(fields, 3));
            } catch (UserError e) {
                return qform(fields); // programs that know no sform leave zeros in it
            }
        }
        return qform(fields);
    }

    private static WorldVector sform(NiftiFields fields, int column) {
        return new WorldVector(
                fields.get(Field.SFORM, column),
                fields.get(Field.SFORM, 4 + column),
                fields.get(Field.SFORM, 8 + column));
    }

    private static Affine qform(NiftiFields fields) {
        double x = step(fields, 1);
        double y = step(fields, 2);
        double z = step(fields, 3);
        if (fields.whole(Field.QFORM_CODE, 0) <= 0) {
            return Affine.of(x, y, z);
        }
        Quaternion turn =
                Quaternion.of(fields.get(Field.QFORM, 0), fields.get(Field.QFORM, 1), fields.get(Field.QFORM, 2));
        double mirror = fields.get(Field.STEPS, 0) < 0 ? -1 : 1;
        WorldVector origin =
                new WorldVector(fields.get(Field.QFORM, 3), fields.get(Field.QFORM, 4), fields.get(Field.QFORM, 5));
        return new Affine(turn.x().times(x), turn.y().times(y), turn.z().times(z * mirror), origin);
    }

    /** From voxel to voxel; 1 where it is not given. */
    static double step(NiftiFields fields, int axis) {
        double step = Math.abs(fields.get(Field.STEPS, axis));
        return step > 0 && Double.isFinite(step) ? step : 1;
    }

    /** Writes the affine as sform and, where its axes are at right angles, as qform. */
    static void write(NiftiFields fields, Affine affine) {
        WorldVector[] columns = {affine.x(), affine.y(), affine.z(), affine.origin()};
        for (int i = 0; i < columns.length; i++) {
            fields.put(Field.SFORM, i, columns[i].x());
            fields.put(Field.SFORM, 4 + i, columns[i].y());
            fields.put(Field.SFORM, 8 + i, columns[i].z());
        }
        fields.put(Field.SFORM_CODE, 0, 1);
        WorldVector[] units = new WorldVector[3];
        for (int i = 0; i < 3; i++) {
            double length = columns[i].length();
            fields.put(Field.STEPS, i + 1, length);
            units[i] = columns[i].times(1 / length);
        }
        boolean isMirrored = units[0].cross(units[1]).dot(units[2]) < 0;
        fields.put(Field.STEPS, 0, isMirrored ? -1 : 1);
        if (isRectangular(units)) {
            Quaternion turn = Quaternion.of(units[0], units[1], units[2].times(isMirrored ? -1 : 1));
            double[] qform = {
                turn.b(),
                turn.c(),
                turn.d(),
                affine.origin().x(),
                affine.origin().y(),
                affine.origin().z()
            };
            for (int i = 0; i < qform.length; i++) {
                fields.put(Field.QFORM, i, qform[i]);
            }
            fields.put(Field.QFORM_CODE, 0, 1);
        }
    }

    private static boolean isRectangular(WorldVector... units) {
        return Math.abs(units[0].dot(units[1])) < RIGHT_ANGLE
                && Math.abs(units[0].dot(units[2])) < RIGHT_ANGLE
                && Math.abs(units[1].dot(units[2])) < RIGHT_ANGLE;
    }
}
