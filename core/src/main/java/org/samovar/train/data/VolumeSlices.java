package org.samovar.train.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.samovar.geometry.Axis;

/** The slices of a volume, or the frames of a time series, as items. */
final class VolumeSlices {
    private VolumeSlices() {}

    /** One item for each slice, called {@code volume@z}. */
    static List<DatasetItem> of(VolumeItem volume) {
        Axis axis = volume.axis();
        List<DatasetItem> out = new ArrayList<>();
        for (int i = 0; i < volume.count(); i++) {
            int slice = i;
            out.add(new DatasetItem(
                    String.format(Locale.ROOT, "%s@%03d", volume.id(), i),
                    volume.group(),
                    volume.split(),
                    volume.kind(),
                    volume.target(),
                    () -> volume.volume().slice(axis, slice, 0),
                    () -> volume.labels().slice(axis, slice, 0)));
        }
        return out;
    }
}
