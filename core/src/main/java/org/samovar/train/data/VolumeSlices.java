package org.samovar.train.data;

import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.samovar.geometry.UserError;
import org.samovar.image.io.nifti.NiftiVolume;

/** The slices of a volume, or the frames of a time series, as items. */
final class VolumeSlices {
    private VolumeSlices() {}

    /** One item for each slice, called {@code volume@z}; the files are read once for as long as memory lasts. */
    static List<DatasetItem> of(
            String id, String labelId, Path image, Path labels, Split split, LabelKind kind, Optional<String> target) {
        int depth = NiftiVolume.depth(image);
        if (NiftiVolume.depth(labels) != depth) {
            throw new UserError("The volume " + image + " has " + depth + " slices, its labels have another number.");
        }
        Kept pixels = new Kept(image);
        Kept ids = new Kept(labels);
        List<DatasetItem> out = new ArrayList<>();
        for (int z = 0; z < depth; z++) {
            int slice = z;
            out.add(new DatasetItem(
                    String.format(Locale.ROOT, "%s@%03d", labelId, z),
                    id,
                    split,
                    kind,
                    target,
                    () -> pixels.volume().slice(slice),
                    () -> ids.volume().labels(slice)));
        }
        return out;
    }

    /** A volume that is read when needed and forgotten when memory is short. */
    private static final class Kept {
        private final Path file;
        private SoftReference<NiftiVolume> reference = new SoftReference<>(null);

        Kept(Path file) {
            this.file = file;
        }

        synchronized NiftiVolume volume() {
            NiftiVolume volume = reference.get();
            if (volume == null) {
                volume = NiftiVolume.read(file);
                reference = new SoftReference<>(volume);
            }
            return volume;
        }
    }
}
