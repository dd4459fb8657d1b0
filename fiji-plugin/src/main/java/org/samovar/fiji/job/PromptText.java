package org.samovar.fiji.job;

import java.util.stream.Collectors;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.MaskPrompt;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.Polarity;
import org.samovar.prompt.Prompt;
import org.samovar.prompt.PromptSet;
import org.samovar.prompt.Scribble;

/** Prompts in words, as a ROI remembers what it was made of: {@code box 3,4,20,30; point 12,8,-}. */
final class PromptText {
    private PromptText() {}

    static String of(PromptSet prompts) {
        return prompts.prompts().stream().map(PromptText::of).collect(Collectors.joining("; "));
    }

    private static String of(Prompt prompt) {
        if (prompt instanceof BoxPrompt box) {
            return "box " + box.box();
        }
        if (prompt instanceof PointPrompt point) {
            return "point " + point.point() + "," + sign(point.polarity());
        }
        if (prompt instanceof Scribble scribble) {
            return "scribble " + sign(scribble.polarity())
                    + scribble.line().stream().map(p -> " " + p).collect(Collectors.joining());
        }
        return "mask of " + ((MaskPrompt) prompt).mask().area() + " pixels";
    }

    private static String sign(Polarity polarity) {
        return polarity == Polarity.POSITIVE ? "+" : "-";
    }
}
