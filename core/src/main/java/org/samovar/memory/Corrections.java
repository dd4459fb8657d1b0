package org.samovar.memory;

/** What prompts on a frame mean on which the object was found from memory before. */
public enum Corrections {
    /** The frame counts as prompted from then on: later passes go out from it. */
    PROMPTED,
    /** The frame still counts as tracked, and a later pass over it goes over the correction: the published predictor's default. */
    TRACKED
}
