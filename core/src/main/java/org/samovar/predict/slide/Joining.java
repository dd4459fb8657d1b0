package org.samovar.predict.slide;

import org.samovar.geometry.Region;
import org.samovar.image.PixelRuns;

/** When what was found in two neighbouring fields is the same. */
public enum Joining {
    /** Where both fields look, they saw the same: for objects that may touch each other. */
    AGREEING {
        @Override
        boolean isSame(Part a, Part b, Region seenByBoth) {
            PixelRuns ours = a.whole().within(seenByBoth);
            return !ours.isEmpty() && ours.iou(b.whole().within(seenByBoth)) > SAME;
        }

        @Override
        PixelRuns compared(Part part) {
            return part.whole();
        }

        @Override
        boolean needsBoth() {
            return true;
        }
    },
    /** They touch: for areas of a class. */
    TOUCHING {
        @Override
        boolean isSame(Part a, Part b, Region seenByBoth) {
            return a.own().touches(b.own());
        }

        @Override
        PixelRuns compared(Part part) {
            return part.own();
        }

        @Override
        boolean needsBoth() {
            return false;
        }
    };

    private static final double SAME = 0.5;

    /**
     * Whether two parts are of one object.
     *
     * @param seenByBoth what the windows of both fields have in common
     */
    abstract boolean isSame(Part a, Part b, Region seenByBoth);

    /** What is looked at of a part; two of which these are apart are never the same. */
    abstract PixelRuns compared(Part part);

    /** Whether something that lies mostly in another field is left out where that field does not see it. */
    abstract boolean needsBoth();

    /**
     * An object as one field sees it.
     *
     * @param whole in the window
     * @param own in the field itself
     */
    record Part(PixelRuns whole, PixelRuns own) {}
}
