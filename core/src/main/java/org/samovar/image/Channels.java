package org.samovar.image;

/** What the channels of an image mean. */
public enum Channels {
    /** Measurements on their own, such as stains: one channel or several, each with its own range. */
    INTENSITY,
    /** Red, green and blue of one picture, with one common range. */
    COLOUR
}
