package org.samovar.geometry;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Coordinates in messages: {@code 3} rather than {@code 3.0}. */
final class Numbers {
    private Numbers() {}

    static String list(double... values) {
        return Arrays.stream(values).mapToObj(Numbers::text).collect(Collectors.joining(","));
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
