package org.samovar.train.data;

import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.samovar.geometry.Axis;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.LabelVolume;
import org.samovar.image.Volume;
import org.samovar.image.io.LabelVolumes;
import org.samovar.image.io.Volumes;

/** The slices of a volume, or the frames of a time series, as items. */
final class VolumeSlices {
    private VolumeSlices() {}

    /** One item for each slice, called {@code volume@z}; the files are read once for as long as memory lasts. */
    static List<DatasetItem> of(
            String id, String labelId, Path image, Path labels, Split split, LabelKind kind, Optional<String> target) {
        VolumeSize size = Volumes.info(image).size();
        VolumeSize labelled = Volumes.info(labels).size();
        if (!labelled.equals(size)) {
            throw new UserError("The volume " + image + " has " + size + " voxels, its labels have " + labelled + ".");
        }
        if (size.depth() > 1 && size.frames() > 1) {
            throw new UserError(
                    "The volume " + image + " has slices and points in time, where a dataset has one or the other.");
        }
        Axis axis = size.stackAxis();
        Kept<Volume> pixels = new Kept<>(() -> Volumes.read(image));
        Kept<LabelVolume> ids = new Kept<>(() -> LabelVolumes.read(labels));
        List<DatasetItem> out = new ArrayList<>();
        for (int i = 0; i < size.count(axis); i++) {
            int slice = i;
            out.add(new DatasetItem(
                    String.format(Locale.ROOT, "%s@%03d", labelId, i),
                    id,
                    split,
                    kind,
                    target,
                    () -> pixels.get().slice(axis, slice, 0),
                    () -> ids.get().slice(axis, slice, 0)));
        }
        return out;
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
