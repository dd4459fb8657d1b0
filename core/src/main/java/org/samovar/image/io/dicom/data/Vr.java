package org.samovar.image.io.dicom.data;

import java.util.Optional;

/** The types of values (value representations) whose length is written with 16 bits, and those others that are used here. */
enum Vr {
    AE,
    AS,
    AT,
    CS,
    DA,
    DS,
    DT,
    FD,
    FL,
    IS,
    LO,
    LT,
    PN,
    SH,
    SL,
    SS,
    ST,
    TM,
    UI,
    UL,
    US,
    OB,
    OW,
    SQ,
    UN;

    /** Whether the length takes 32 bits, behind two that mean nothing. */
    boolean isLong() {
        return compareTo(OB) >= 0;
    }

    /** What makes a text of odd length even. */
    byte padding() {
        return (byte) (this == UI || isLong() ? 0 : ' ');
    }

    /**
     * The type of two letters; one that is not known here has a length of 32 bits, as all that were added to the standard.
     *
     * @return empty where they are no capital letters
     */
    static Optional<Vr> of(int first, int second) {
        if (first < 'A' || first > 'Z' || second < 'A' || second > 'Z') {
            return Optional.empty();
        }
        String name = "" + (char) first + (char) second;
        for (Vr vr : values()) {
            if (vr.name().equals(name)) {
                return Optional.of(vr);
            }
        }
        return Optional.of(OB);
    }
}
