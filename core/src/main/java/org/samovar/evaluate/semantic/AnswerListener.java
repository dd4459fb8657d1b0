package org.samovar.evaluate.semantic;

import org.samovar.evaluate.ItemScore;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.train.data.DatasetItem;
import org.samovar.train.data.VolumeItem;

/** Gets each answer as soon as it is scored. */
public interface AnswerListener {
    /** Hears nothing. */
    AnswerListener NONE = new AnswerListener() {};

    /** An image is done. */
    default void answered(DatasetItem item, LabelMap answer, ItemScore score) {}

    /** A volume is done. */
    default void answered(VolumeItem item, LabelVolume answer, ItemScore score) {}
}
