package org.samovar.cli;

import org.samovar.geometry.Box;
import org.samovar.geometry.UserError;
import org.samovar.prompt.PointPrompt;

/** Prompts as the command line takes them. */
final class PromptText {
    private PromptText() {}

    /** {@code x0,y0,x1,y1}. */
    static Box box(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 4) {
            throw new UserError("The box '" + text + "' is not of the form x0,y0,x1,y1.");
        }
        return new Box(number(parts[0], text), number(parts[1], text), number(parts[2], text), number(parts[3], text));
    }

    /** {@code x,y}, {@code x,y,+} or {@code x,y,-}. */
    static PointPrompt point(String text) {
        String[] parts = text.split(",", -1);
        String polarity = parts.length == 3 ? parts[2].strip() : "+";
        if (parts.length < 2 || parts.length > 3 || !(polarity.equals("+") || polarity.equals("-"))) {
            throw new UserError("The point '" + text + "' is not of the form x,y or x,y,+ or x,y,-.");
        }
        double x = number(parts[0], text);
        double y = number(parts[1], text);
        return polarity.equals("+") ? PointPrompt.positive(x, y) : PointPrompt.negative(x, y);
    }

    private static double number(String text, String whole) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new UserError("'" + text + "' in '" + whole + "' is not a number.", e);
        }
    }
}
