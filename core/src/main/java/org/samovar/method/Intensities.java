package org.samovar.method;

/** What the values of a patch are. */
public enum Intensities {
    /** Each modality of the whole image or volume has mean 0 and deviation 1. */
    Z_SCORE,
    /** 0 to 1: 8-bit values over 255, others stretched between their 0.5 and 99.5 percentiles over the whole image or volume. */
    UNIT
}
