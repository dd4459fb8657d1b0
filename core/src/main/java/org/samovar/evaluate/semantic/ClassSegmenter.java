package org.samovar.evaluate.semantic;

import java.util.Map;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.predict.Progress;
import org.samovar.train.data.DatasetItem;
import org.samovar.train.data.VolumeItem;

/**
 * What is measured: it gives each pixel or voxel of an item the label of a class, as the dataset numbers them, or 0. It may look at the
 * item's labels where it simulates a user, and nowhere else.
 */
public interface ClassSegmenter {
    /** What reports call it. */
    String label();

    /** What makes it differ from others of its kind, as text by name. */
    default Map<String, String> settings() {
        return Map.of();
    }

    /** @return of the size of the image */
    LabelMap segment(DatasetItem item, Progress progress);

    /** @return of the size of the volume */
    LabelVolume segment(VolumeItem item, Progress progress);
}
