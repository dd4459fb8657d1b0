package org.samovar.train.data;

import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.samovar.geometry.Axis;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.Volume;
import org.samovar.image.VolumeParts;
import org.samovar.image.io.Volumes;

/**
 * A volume or a time series with its labels, in files that are read when asked for and kept for as long as memory lasts. It has slices or
 * points in time, never both.
 */
public final class VolumeItem {
    private final String id;
    private final String group;
    private final Split split;
    private final LabelKind kind;
    private final Optional<String> target;
    private final Axis axis;
    private final int count;
    private final Kept<Volume> volume;
    private final Kept<LabelVolume> labels;

    private VolumeItem(Files files, Split split, LabelKind kind, Optional<String> target, Axis axis, int count) {
        this.id = files.labelId;
        this.group = files.id;
        this.split = split;
        this.kind = kind;
        this.target = target;
        this.axis = axis;
        this.count = count;
        this.volume = new Kept<>(() -> read(files.image, axis));
        this.labels = new Kept<>(() -> LabelVolume.of(read(files.labels, axis), files.labels.toString()));
    }

    /** Some time series are stored as if they had depth. */
    private static Volume read(Path file, Axis axis) {
        Volume volume = Volumes.read(file);
        return axis == volume.size().stackAxis() ? volume : volume.slicesAsTime();
    }

    /**
     * Where an item is.
     *
     * @param id of the volume
     * @param labelId of its labels
     */
    record Files(String id, String labelId, Path image, Path labels) {}

    /** What the third axis of the files of a dataset is. */
    enum ThirdAxis {
        AS_STORED,
        TIME
    }

    /** Opens both files without reading their voxels. @throws UserError when they do not belong together */
    static VolumeItem open(Files files, ThirdAxis third, Split split, LabelKind kind, Optional<String> target) {
        VolumeSize size = Volumes.info(files.image).size();
        VolumeSize labelled = Volumes.info(files.labels).size();
        if (!labelled.equals(size)) {
            throw new UserError(
                    "The volume " + files.image + " has " + size + " voxels, its labels have " + labelled + ".");
        }
        if (size.depth() > 1 && size.frames() > 1) {
            throw new UserError("The volume " + files.image
                    + " has slices and points in time, where a dataset has one or the other.");
        }
        Axis axis = third == ThirdAxis.TIME ? Axis.T : size.stackAxis();
        return new VolumeItem(files, split, kind, target, axis, size.count(size.stackAxis()));
    }

    /** Unique in its dataset: the id of its labels. */
    public String id() {
        return id;
    }

    /** The id of the file of its voxels. */
    String group() {
        return group;
    }

    /** The part of the dataset it belongs to. */
    public Split split() {
        return split;
    }

    /** What the numbers of its labels mean. */
    LabelKind kind() {
        return kind;
    }

    /** What is labelled, in words, where the dataset says it for this item. */
    public Optional<String> target() {
        return target;
    }

    /** Along which its slices, or its points in time, follow each other. */
    public Axis axis() {
        return axis;
    }

    /** How many slices or points in time it has. */
    int count() {
        return count;
    }

    /** @throws UserError naming the file that cannot be read */
    public Volume volume() {
        return volume.get();
    }

    /** @throws UserError naming the file that cannot be read */
    public LabelVolume labels() {
        return labels.get();
    }

    /**
     * The objects to ask for: instance ids, or connected parts (faces, edges and corners, in space or in space and time) of a class, of at
     * least {@link Objects#SMALLEST} voxels; the {@link Objects#MOST} largest, the largest first.
     *
     * @param along the axis of the slices that the masks have
     */
    public List<VolumeParts.Part> objects(Axis along) {
        List<LabelMap> slices = labels().slices(along, 0);
        List<VolumeParts.Part> parts = kind == LabelKind.INSTANCES
                ? VolumeParts.byLabel(slices, Objects.SMALLEST)
                : VolumeParts.connected(slices, Objects.SMALLEST);
        return parts.stream()
                .sorted(Comparator.comparingLong(
                                (VolumeParts.Part part) -> part.mask().voxels())
                        .reversed())
                .limit(Objects.MOST)
                .toList();
    }

    /** What is read when needed and forgotten when memory is short. */
    private static final class Kept<T> {
        private final Supplier<T> source;
        private SoftReference<T> reference = new SoftReference<>(null);

        Kept(Supplier<T> source) {
            this.source = source;
        }

        synchronized T get() {
            T kept = reference.get();
            if (kept == null) {
                kept = source.get();
                reference = new SoftReference<>(kept);
            }
            return kept;
        }
    }
}
