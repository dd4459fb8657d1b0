package org.samovar.prompt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.samovar.geometry.Box;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.image.RunLengthMask;

/**
 * Prompts as people write them and macros keep them, without a semicolon or a square bracket.
 *
 * <ul>
 *   <li>{@code point 12,8,+} is a click on the object, with {@code -} one beside it; without either it is on it;
 *   <li>{@code box 3,4,20,30} is a box, the right and lower edge exclusive;
 *   <li>{@code scribble + 3,4 5,6 8,6} is a line;
 *   <li>{@code mask 64x48 100-120 164-184} is a mask of an image of 64 times 48 pixels, by the first pixel of each run and the one behind
 *       it, numbered from 0 row by row.
 * </ul>
 */
public final class PromptText {
    private PromptText() {}

    /** The text that {@link #parse} reads as the same prompt. */
    public static String of(Prompt prompt) {
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
        return ofMask(RunLengthMask.of(((MaskPrompt) prompt).mask()));
    }

    /** The text that {@link #parse} reads as a mask of these pixels. */
    public static String ofMask(RunLengthMask mask) {
        return "mask " + mask.toText();
    }

    private static String sign(Polarity polarity) {
        return polarity == Polarity.POSITIVE ? "+" : "-";
    }

    /**
     * The prompt that a text says.
     *
     * @param image that it is about
     * @throws UserError when it is none of the four forms, or a mask of another size
     */
    public static Prompt parse(String text, Size image) {
        List<String> words = List.of(text.strip().split("\\s+"));
        List<String> values = words.subList(1, words.size());
        return switch (words.get(0)) {
            case "point" -> point(only(values, text));
            case "box" -> new BoxPrompt(box(only(values, text)));
            case "scribble" -> scribble(values, text);
            case "mask" -> new MaskPrompt(
                    RunLengthMask.parse(String.join(" ", values), image).toMask());
            default -> throw new UserError(
                    "'" + text + "' is no prompt.",
                    "Prompts are written as: point 12,8,+   box 3,4,20,30   scribble + 3,4 5,6   mask 64x48 100-120");
        };
    }

    private static String only(List<String> values, String text) {
        if (values.size() != 1) {
            throw new UserError("'" + text + "' should have its numbers in one piece, with commas between them.");
        }
        return values.get(0);
    }

    /** {@code x0,y0,x1,y1}. */
    public static Box box(String text) {
        double[] edges = numbers(text);
        if (edges.length != 4) {
            throw new UserError("The box '" + text + "' is not of the form x0,y0,x1,y1.");
        }
        return new Box(edges[0], edges[1], edges[2], edges[3]);
    }

    /** {@code x,y}, {@code x,y,+} or {@code x,y,-}. */
    public static PointPrompt point(String text) {
        boolean signed = text.endsWith(",+") || text.endsWith(",-");
        double[] place = numbers(signed ? text.substring(0, text.length() - 2) : text);
        if (place.length != 2) {
            throw new UserError("The point '" + text + "' is not of the form x,y or x,y,+ or x,y,-.");
        }
        Polarity polarity = text.endsWith(",-") ? Polarity.NEGATIVE : Polarity.POSITIVE;
        return new PointPrompt(new ImagePoint(place[0], place[1]), polarity);
    }

    private static Scribble scribble(List<String> values, String text) {
        if (values.size() < 2 || !List.of("+", "-").contains(values.get(0))) {
            throw new UserError("The scribble '" + text + "' is not of the form scribble + x,y x,y.");
        }
        List<ImagePoint> line = new ArrayList<>();
        for (String value : values.subList(1, values.size())) {
            line.add(point(value).point());
        }
        return new Scribble(line, values.get(0).equals("+") ? Polarity.POSITIVE : Polarity.NEGATIVE);
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(",", -1))
                .mapToDouble(part -> number(part, text))
                .toArray();
    }

    private static double number(String text, String whole) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new UserError("'" + text + "' in '" + whole + "' is not a number.", e);
        }
    }
}
