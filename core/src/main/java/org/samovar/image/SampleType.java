package org.samovar.image;

/** What the samples of an image were in its file; the pixels themselves are floats with the same values. */
public enum SampleType {
    /** 0 to 255. */
    UINT8,
    /** 0 to 65535. */
    UINT16,
    /** Any other whole numbers, signed or wider than 16 bits. */
    INTEGER,
    /** Floating point, of any range, perhaps with NaN. */
    FLOAT
}
