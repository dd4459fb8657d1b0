package org.samovar.evaluate;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.samovar.geometry.UserError;

/** What the simulated user does with an image. */
public enum Protocol {
    /** One click on the deepest point of each object. */
    POINT,
    /** The tight box of each object. */
    BOX,
    /** One click, then up to eight corrections, each at the deepest point of the larger error. */
    INTERACTIVE,
    /** No prompt: all objects of the image. */
    EVERYTHING;

    /** Corrections after the first prompt. */
    public static final int CORRECTIONS = 8;

    /** The name on the command line and in reports. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The protocol of a name. @throws UserError naming those there are */
    public static Protocol of(String name) {
        return Arrays.stream(values())
                .filter(p -> p.label().equals(name))
                .findFirst()
                .orElseThrow(() -> new UserError("There is no protocol '" + name + "'; there are "
                        + Arrays.stream(values()).map(Protocol::label).collect(Collectors.joining(", ")) + "."));
    }
}
