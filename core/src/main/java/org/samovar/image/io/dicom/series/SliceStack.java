package org.samovar.image.io.dicom.series;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.samovar.geometry.Affine;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;
import org.samovar.geometry.WorldVector;
import org.samovar.image.io.dicom.data.DicomFile;
import org.samovar.image.io.dicom.data.Tag;

/**
 * Frames in the order in which they lie, checked to make up a volume.
 *
 * @param frames slice by slice, or point by point in time
 * @param size of the volume
 * @param geometry of the volume
 * @param notes what the user should know, as sentences without the point
 */
public record SliceStack(List<Frame> frames, VolumeSize size, VolumeGeometry geometry, List<String> notes) {
    /** In degrees; less comes from rounding. */
    private static final double TILT = 0.1;

    public SliceStack {
        frames = List.copyOf(frames);
        notes = List.copyOf(notes);
    }

    /**
     * The frames of a series.
     *
     * @throws IOException saying what is wrong with the data of its only file
     * @throws UserError saying why they do not make up a volume
     */
    public static SliceStack of(Series series) throws IOException {
        List<String> notes = new ArrayList<>();
        List<Frame> frames = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (DicomFile file : series.files()) {
            Optional<String> instance = file.dataset().text(Tag.SOP_INSTANCE);
            if (instance.isPresent() && !seen.add(instance.get())) {
                notes.add(file.name() + " is a copy of another file and was passed over");
            } else {
                frames.addAll(frames(file, series));
            }
        }
        LikeFrames.require(frames);
        Frame first = frames.get(0);
        if (Frame.isFilm(first.file()) && series.files().size() == 1) {
            return film(frames, notes);
        }
        return first.pose().isPresent() ? placed(frames, notes) : unplaced(frames, notes);
    }

    private static List<Frame> frames(DicomFile file, Series series) throws IOException {
        try {
            return Frame.of(file);
        } catch (IOException e) {
            if (series.files().size() == 1) {
                throw e;
            }
            throw SeriesFolder.damaged(file.name(), e);
        }
    }

    private static SliceStack placed(List<Frame> frames, List<String> notes) throws IOException {
        WorldVector normal = frames.get(0).pose().orElseThrow().normal();
        List<Frame> sorted = new ArrayList<>(frames);
        sorted.sort(
                Comparator.comparingDouble(frame -> frame.pose().orElseThrow().along(normal)));
        Frame first = sorted.get(0);
        WorldVector step = sorted.size() == 1 ? normal.times(first.between()) : EvenSlices.step(sorted, normal);
        double tilt = Math.toDegrees(Math.acos(Math.min(1, step.dot(normal) / step.length())));
        if (tilt > TILT) {
            notes.add(String.format(
                    Locale.ROOT,
                    "its slices are tilted by %.1f degrees, as by a tilted gantry: each is shifted against the next, and the"
                            + " directions of the volume are not at right angles",
                    tilt));
        }
        Pose pose = first.pose().orElseThrow();
        Steps steps = first.steps().orElse(new Steps(1, 1));
        Affine affine = new Affine(
                world(pose.row().times(steps.x())),
                world(pose.column().times(steps.y())),
                world(step),
                world(pose.position()));
        return new SliceStack(sorted, size(first, sorted.size(), 1), VolumeGeometry.of(affine, "mm"), notes);
    }

    private static SliceStack unplaced(List<Frame> frames, List<String> notes) {
        boolean isOneFile = frames.stream().map(Frame::file).distinct().count() == 1;
        if (!isOneFile) {
            throw new UserError(
                    "its files do not say where they lie, so that their order is not known",
                    "Read them one by one, or convert them with dcm2niix.");
        }
        return new SliceStack(frames, size(frames.get(0), frames.size(), 1), flat(frames.get(0)), notes);
    }

    private static SliceStack film(List<Frame> frames, List<String> notes) throws IOException {
        Frame first = frames.get(0);
        double[] times = first.file().dataset().decimals(Tag.FRAME_TIMES);
        double[] each = first.file().dataset().decimals(Tag.FRAME_TIME);
        double interval = each.length > 0 ? each[0] : times.length > 1 ? times[1] : 0;
        VolumeGeometry still =
                first.pose().isPresent() ? placed(List.of(first), notes).geometry() : flat(first);
        VolumeGeometry timed = interval > 0 ? new VolumeGeometry(still.affine(), still.unit(), interval, "ms") : still;
        return new SliceStack(frames, size(first, 1, frames.size()), timed, notes);
    }

    private static VolumeGeometry flat(Frame frame) {
        return frame.steps()
                .map(steps -> VolumeGeometry.of(Affine.of(steps.x(), steps.y(), frame.between()), "mm"))
                .orElse(VolumeGeometry.PIXELS);
    }

    private static VolumeSize size(Frame first, int depth, int times) {
        Size plane = first.format().size();
        return new VolumeSize(plane.width(), plane.height(), depth, times);
    }

    /** From the axes of the format to those of the world, right, front and up; without negative zeros. */
    public static WorldVector world(WorldVector patient) {
        return new WorldVector(0.0 - patient.x(), 0.0 - patient.y(), patient.z() + 0.0);
    }
}
