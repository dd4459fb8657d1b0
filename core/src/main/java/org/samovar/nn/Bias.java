package org.samovar.nn;

/** Whether a layer adds a learned constant to each output. */
public enum Bias {
    WITH,
    WITHOUT
}
