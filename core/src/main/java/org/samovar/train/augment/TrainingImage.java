package org.samovar.train.augment;

import java.util.List;
import org.samovar.image.Image;
import org.samovar.image.IntensityRule;
import org.samovar.image.LabelMap;
import org.samovar.image.NonFinite;
import org.samovar.image.RgbImage;
import org.samovar.train.data.DatasetInfo;
import org.samovar.train.data.LabelKind;
import org.samovar.train.data.Objects;
import org.samovar.train.data.SegmentedObject;

/**
 * An image in memory with its objects, from which training samples are cut.
 *
 * @param image 8-bit, as the network would see it
 * @param instances each object with its own id
 * @param objects those that are large enough to be asked for, the largest first; may be empty
 * @param rest what lies where there is no label
 */
public record TrainingImage(RgbImage image, LabelMap instances, List<SegmentedObject> objects, Rest rest) {
    /** What lies where there is no label. */
    public enum Rest {
        /** No object: every one has its own id. */
        BACKGROUND,
        /** Perhaps objects without a label, or of a kind that was not asked for. */
        UNKNOWN
    }

    public TrainingImage {
        objects = List.copyOf(objects);
    }

    /** Scales the intensities as prediction does, and finds the objects. */
    public static TrainingImage of(Image image, LabelMap labels, DatasetInfo info) {
        Objects objects = Objects.of(labels, info.kind());
        RgbImage rgb = IntensityRule.suitedTo(image).apply(image, NonFinite.AS_BLACK);
        boolean all = info.kind() == LabelKind.INSTANCES && info.completeness() == DatasetInfo.Completeness.COMPLETE;
        return new TrainingImage(rgb, objects.instances(), objects.all(), all ? Rest.BACKGROUND : Rest.UNKNOWN);
    }
}
