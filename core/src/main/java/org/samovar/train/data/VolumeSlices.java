package org.samovar.train.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The slices of a volume as items. */
final class VolumeSlices {
    private VolumeSlices() {}

    static List<DatasetItem> of(
            String id, Path image, Path labels, Split split, LabelKind kind, Optional<String> target) {
        return List.of();
    }
}
