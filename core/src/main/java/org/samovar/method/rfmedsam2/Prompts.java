package org.samovar.method.rfmedsam2;

/** What SAM 2 is told of an object. */
public enum Prompts {
    /** The box of its mask. */
    BOXES,
    /**
     * The box, and the mask itself as the mask prompt (the abstract and section 3.4.2 pass both). Only through the mask do the losses of SAM 2
     * reach the U-Net, which the analysis of section 4.3 presumes.
     */
    BOXES_AND_MASKS,
    /** The centre of its mask. */
    POINTS,
    /** Nothing: a learned token of each class stands there, without which all classes would look alike (figure 4 (4c)). */
    NONE
}
