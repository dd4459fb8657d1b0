package org.samovar.image;

/** What becomes of pixels that are NaN or infinite. */
public enum NonFinite {
    /** The image is refused with an error that counts them. */
    REFUSE,
    /** They become black and take no part in finding the range. */
    AS_BLACK
}
