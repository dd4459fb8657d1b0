package org.samovar.memory;

/** Which way objects are followed. */
public enum Direction {
    /** To higher frame numbers. */
    FORWARD(1),
    /** To lower frame numbers. */
    BACKWARD(-1);

    private final int sign;

    Direction(int sign) {
        this.sign = sign;
    }

    /** How far {@code other} lies behind {@code frame} on the way: positive for frames that were passed, negative for those to come. */
    int passed(int frame, int other) {
        return sign * (frame - other);
    }

    /** The frame that is {@code steps} behind; ahead where they are negative. */
    public int behind(int frame, int steps) {
        return frame - sign * steps;
    }
}
