package org.samovar.image.io.dicom.series;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.samovar.image.io.dicom.data.Dataset;
import org.samovar.image.io.dicom.data.Tag;

/** What a file says of one of its frames: for that frame, for all of them, or, in older kinds of files, at its top. */
public final class FrameGroups {
    private final List<Dataset> groups;
    private final Dataset whole;

    private FrameGroups(List<Dataset> groups, Dataset whole) {
        this.groups = groups;
        this.whole = whole;
    }

    /**
     * Of a frame.
     *
     * @param frame from 0, less than the number of frames
     * @throws IOException where the file speaks of another number of frames than it has
     */
    public static FrameGroups of(Dataset file, int frame, int frames) throws IOException {
        List<Dataset> each = file.items(Tag.FRAME_GROUPS);
        if (!each.isEmpty() && each.size() != frames) {
            throw new IOException("it has " + frames + " frames and describes " + each.size());
        }
        Stream<Dataset> own = each.isEmpty() ? Stream.empty() : Stream.of(each.get(frame));
        return new FrameGroups(
                Stream.concat(own, file.item(Tag.SHARED_GROUPS).stream()).toList(), file);
    }

    /** The numbers of an element of a group, or of the file; none where neither has them. */
    double[] decimals(Tag group, Tag tag) throws IOException {
        for (Dataset level : groups) {
            Optional<Dataset> found = level.item(group);
            double[] numbers = found.isPresent() ? found.get().decimals(tag) : new double[0];
            if (numbers.length > 0) {
                return numbers;
            }
        }
        return whole.decimals(tag);
    }

    double decimal(Tag group, Tag tag, double otherwise) throws IOException {
        double[] numbers = decimals(group, tag);
        return numbers.length == 0 ? otherwise : numbers[0];
    }

    /** The first item of a group. */
    public Optional<Dataset> group(Tag group) {
        return groups.stream().flatMap(level -> level.item(group).stream()).findFirst();
    }

    /** How the frame lies; empty where nothing says so. */
    public Optional<Pose> pose() throws IOException {
        return Pose.of(
                decimals(Tag.PLANE_POSITION, Tag.IMAGE_POSITION),
                decimals(Tag.PLANE_ORIENTATION, Tag.IMAGE_ORIENTATION));
    }

    /** The steps within the frame; empty where nothing says so. */
    public Optional<Steps> steps() throws IOException {
        Optional<Steps> out = Steps.of(decimals(Tag.PIXEL_MEASURES, Tag.PIXEL_SPACING));
        for (Tag other : List.of(Tag.DETECTOR_SPACING, Tag.SCANNED_SPACING)) {
            out = out.isPresent() ? out : Steps.of(whole.decimals(other));
        }
        return out;
    }

    /** From slice to slice, as far as a frame can know; 1 where nothing says so. */
    public double between() throws IOException {
        double thickness = decimal(Tag.PIXEL_MEASURES, Tag.SLICE_THICKNESS, 0);
        double spacing = Math.abs(decimal(Tag.PIXEL_MEASURES, Tag.SLICE_SPACING, thickness));
        return spacing > 0 ? spacing : 1;
    }
}
