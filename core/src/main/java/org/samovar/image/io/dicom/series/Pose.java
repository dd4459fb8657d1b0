package org.samovar.image.io.dicom.series;

import java.io.IOException;
import java.util.Optional;
import org.samovar.geometry.WorldVector;

/**
 * How a frame lies in the patient, in the axes of the format: to the left, to the back and upwards, in millimetres.
 *
 * @param position the centre of the first pixel
 * @param row of length 1, along which the columns follow each other
 * @param column of length 1 and at a right angle to the other, along which the rows follow each other
 */
public record Pose(WorldVector position, WorldVector row, WorldVector column) {
    private static final double TOLERANCE = 1e-3;

    /**
     * From the numbers of a file; empty where it has none.
     *
     * @throws IOException where they make no sense
     */
    static Optional<Pose> of(double[] position, double[] orientation) throws IOException {
        if (position.length == 0 || orientation.length == 0) {
            return Optional.empty();
        }
        if (position.length != 3 || orientation.length != 6) {
            throw new IOException(
                    "its position has " + position.length + " numbers, its orientation " + orientation.length);
        }
        WorldVector row = new WorldVector(orientation[0], orientation[1], orientation[2]);
        WorldVector column = new WorldVector(orientation[3], orientation[4], orientation[5]);
        boolean isSquare = Math.abs(row.length() - 1) < TOLERANCE
                && Math.abs(column.length() - 1) < TOLERANCE
                && Math.abs(row.dot(column)) < TOLERANCE;
        if (!isSquare) {
            throw new IOException("its rows " + row + " and columns " + column + " are not at right angles");
        }
        return Optional.of(new Pose(
                new WorldVector(position[0], position[1], position[2]),
                row.times(1 / row.length()),
                column.times(1 / column.length())));
    }

    /** Of length 1, along which slices are counted. */
    public WorldVector normal() {
        return row.cross(column);
    }

    /** The same further along the normal. */
    Pose further(double distance) {
        return new Pose(position.plus(normal().times(distance)), row, column);
    }

    /** How far along the normal of another it lies. */
    public double along(WorldVector direction) {
        return position.dot(direction);
    }

    /** Whether both look in the same direction. */
    public boolean isParallel(Pose other) {
        return row.plus(other.row.times(-1)).length() < TOLERANCE
                && column.plus(other.column.times(-1)).length() < TOLERANCE;
    }
}
