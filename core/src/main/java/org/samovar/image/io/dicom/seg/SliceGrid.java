package org.samovar.image.io.dicom.seg;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.samovar.geometry.UserError;
import org.samovar.geometry.WorldVector;
import org.samovar.image.io.dicom.data.Dataset;
import org.samovar.image.io.dicom.data.Tag;
import org.samovar.image.io.dicom.series.Pose;

/**
 * The slices that the frames of a segmentation lie on, empty ones among them. Those before the first frame and behind the
 * last are known where this program wrote the file.
 *
 * @param origin position of the first slice, in the axes of the format
 * @param step to the next
 * @param normal of length 1, to which the slices are perpendicular
 * @param depth number of slices
 */
record SliceGrid(WorldVector origin, WorldVector step, WorldVector normal, int depth) {
    static final String OWNER = "SAMOVAR";

    private static final int MOST_SLICES = 1 << 16;
    /** In millimetres: what is nearer lies on one slice. */
    private static final double SAME = 1e-3;
    /** Of a step: how far a frame may lie from its slice. */
    private static final double UNEVEN = 0.1;

    SliceGrid {
        if (depth < 1 || depth > MOST_SLICES) {
            throw new UserError(
                    "its frames lie on " + depth + " slices, of which at most " + MOST_SLICES + " are read");
        }
    }

    /**
     * The slices of a file.
     *
     * @param poses of its frames, at least one
     * @param between from slice to slice, as the file says
     * @throws IOException where what it says makes no sense
     * @throws UserError where its frames do not lie on even slices
     */
    static SliceGrid of(Dataset file, List<Pose> poses, double between) throws IOException {
        WorldVector normal = poses.get(0).normal();
        double[] slices = file.decimals(Tag.OWN_SLICES);
        double[] step = file.decimals(Tag.OWN_STEP);
        if (!isOwn(file) || slices.length != 2 || step.length != 3) {
            return foreign(sorted(poses, normal), between, normal);
        }
        WorldVector vector = new WorldVector(step[0], step[1], step[2]);
        WorldVector first = sorted(poses, vector).get(0).position();
        return new SliceGrid(first.plus(vector.times(-slices[1])), vector, normal, (int) slices[0]);
    }

    private static List<Pose> sorted(List<Pose> poses, WorldVector direction) {
        return poses.stream()
                .sorted(Comparator.comparingDouble(pose -> pose.along(direction)))
                .toList();
    }

    /** Whether private elements mean what they mean here. */
    static boolean isOwn(Dataset data) {
        return data.text(Tag.OWNER).equals(Optional.of(OWNER));
    }

    private static SliceGrid foreign(List<Pose> sorted, double between, WorldVector normal) {
        WorldVector first = sorted.get(0).position();
        WorldVector span = sorted.get(sorted.size() - 1).position().plus(first.times(-1));
        double length = span.dot(normal);
        double least = length;
        for (int i = 1; i < sorted.size(); i++) {
            double gap = sorted.get(i).along(normal) - sorted.get(i - 1).along(normal);
            least = gap < SAME ? least : Math.min(least, gap);
        }
        if (length < SAME) {
            return new SliceGrid(first, normal.times(between), normal, 1);
        }
        double times = Math.rint(least / between);
        boolean isMultiple = times >= 1 && Math.abs(least / between - times) < UNEVEN;
        double step = isMultiple ? least / times : least;
        int last = (int) Math.min(MOST_SLICES, Math.rint(length / step));
        return new SliceGrid(first, span.times(1.0 / last), normal, last + 1);
    }

    /**
     * The slice that a frame lies on.
     *
     * @throws UserError where it lies between slices or outside of all
     */
    int index(Pose pose) {
        double place = pose.position().plus(origin.times(-1)).dot(normal) / step.dot(normal);
        double index = Math.rint(place);
        if (Math.abs(place - index) > UNEVEN || index < 0 || index >= depth) {
            throw new UserError("its frames do not lie on slices in even steps");
        }
        return (int) index;
    }
}
