package org.samovar.evaluate.labels;

import java.util.List;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.UserError;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;

/**
 * Labels of one image, volume or time series, found and true.
 *
 * @param truth the reference
 * @param found of the same size
 */
public record LabelPair(LabelVolume truth, LabelVolume found) {
    /** @throws UserError when the sizes differ */
    public LabelPair {
        if (!truth.size().equals(found.size())) {
            throw new UserError(
                    "The result has " + found.size() + " voxels, its reference has " + truth.size() + ".",
                    "Slices and points in time count as well.");
        }
    }

    /** Of the reference, unless it is not calibrated; then of the result. */
    public Spacing spacing() {
        Spacing reference = truth.geometry().spacing();
        return reference.equals(Spacing.PIXELS) ? found.geometry().spacing() : reference;
    }

    /** Points in time. */
    int frames() {
        return truth.size().frames();
    }

    /** The slices of the reference at a point in time. */
    List<LabelMap> truthAt(int frame) {
        return truth.slices(Axis.Z, frame);
    }

    /** The slices of the result at a point in time. */
    List<LabelMap> foundAt(int frame) {
        return found.slices(Axis.Z, frame);
    }
}
