package org.samovar.predict;

import java.util.Locale;

/** What the mask of one slice says to the network about the next (paper 004, section 2.3). */
public enum ProjectedPrompts {
    /** The mask itself. */
    MASK,
    /** Its box. */
    BOX,
    /** Its box and the mask itself. */
    BOX_AND_MASK,
    /** Clicks deep inside of it, and beside it within its box. */
    POINTS,
    /** The clicks and the mask itself. */
    POINTS_AND_MASK,
    /** One click where it is deepest. */
    SINGLE_POINT;

    /** As the command line takes it, such as {@code box-and-mask}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
