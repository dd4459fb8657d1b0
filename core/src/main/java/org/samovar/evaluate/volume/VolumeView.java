package org.samovar.evaluate.volume;

import org.samovar.geometry.Axis;
import org.samovar.image.IntensityRule;
import org.samovar.image.Volume;
import org.samovar.predict.SliceSequence;

/**
 * How a volume is looked through.
 *
 * @param volume without a point in time, or without depth
 * @param axis along which its slices follow each other
 * @param rule by which values become gray
 */
public record VolumeView(Volume volume, Axis axis, IntensityRule rule) {
    /** By the rule that suits the samples. */
    public static VolumeView of(Volume volume, Axis axis) {
        return new VolumeView(volume, axis, IntensityRule.suitedTo(volume.info().type()));
    }

    public SliceSequence slices() {
        return SliceSequence.of(volume, axis, 0, rule);
    }
}
