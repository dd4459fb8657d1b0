package org.samovar.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.samovar.geometry.UserError;
import org.samovar.image.CtWindow;
import org.samovar.image.IntensityRule;
import org.samovar.predict.SliceRange;

/** What slices are followed, and how bright they are, as the command line takes it. */
final class PropagateText {
    private static final Pattern RANGE = Pattern.compile("(\\d+)(?:-(\\d+))?");

    private PropagateText() {}

    /** {@code FIRST-LAST}, or one number for both. */
    static SliceRange range(String text) {
        Matcher parts = RANGE.matcher(text.strip());
        if (!parts.matches()) {
            throw new UserError("The range '" + text + "' is not of the form FIRST-LAST.");
        }
        try {
            int first = Integer.parseInt(parts.group(1));
            return new SliceRange(first, parts.group(2) == null ? first : Integer.parseInt(parts.group(2)));
        } catch (NumberFormatException e) {
            throw new UserError("The range '" + text + "' has numbers that are too large.", e);
        }
    }

    /** {@code LEVEL,WIDTH}, or the name of a window for CT such as {@code lung}. */
    static IntensityRule.Window window(String text) {
        for (CtWindow window : CtWindow.values()) {
            if (window.name().replace('_', '-').equalsIgnoreCase(text.strip())) {
                return window.rule();
            }
        }
        String[] parts = text.split(",", -1);
        if (parts.length != 2) {
            throw new UserError("The window '" + text + "' is not of the form LEVEL,WIDTH, nor one of "
                    + Arrays.stream(CtWindow.values())
                            .map(window ->
                                    window.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        return new IntensityRule.Window(number(parts[0], text), number(parts[1], text));
    }

    private static double number(String text, String whole) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new UserError("'" + text + "' in '" + whole + "' is not a number.", e);
        }
    }
}
