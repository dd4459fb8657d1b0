package org.samovar.fiji.job;

import java.util.Arrays;
import java.util.List;
import org.samovar.geometry.UserError;

/** A choice of a dialog: what users read, and what macros write. */
public interface Labelled {
    String label();

    /** The labels in order. */
    static List<String> labels(Labelled... choices) {
        return Arrays.stream(choices).map(Labelled::label).toList();
    }

    /**
     * The choice with a label, upper or lower case.
     *
     * @param what is chosen, for the error
     * @throws UserError when there is none
     */
    static <T extends Labelled> T parse(T[] choices, String label, String what) {
        return Arrays.stream(choices)
                .filter(choice -> choice.label().equalsIgnoreCase(label.strip()))
                .findFirst()
                .orElseThrow(() -> new UserError(
                        "\"" + label + "\" is not a choice for " + what + ".",
                        "Choose one of: " + String.join(", ", labels(choices)) + "."));
    }
}
