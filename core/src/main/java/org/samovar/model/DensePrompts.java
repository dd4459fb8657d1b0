package org.samovar.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Draws prompts into the mask input of a network, for networks that were trained with it ({@code samovar-nano}): a small network learns
 * to use a drawing much sooner than it learns to use prompt tokens. Training and prediction draw through this class alone, so that they
 * agree. The prompt tokens are given as well.
 *
 * <p>Coordinates are pixels of the mask input, a quarter of those of the network's input; the centre of the first pixel is (0.5, 0.5).
 */
public final class DensePrompts {
    /** Logit inside of a box; its negative is outside. */
    public static final float BOX = 6;
    /** Logit of the disc of a click; negative clicks have its negative. */
    public static final float CLICK = 12;
    /** Earlier logits are limited to plus and minus this. */
    public static final float LIMIT = 32;

    /** A click on the object or beside it. */
    public record Click(double x, double y, boolean isPositive) {}

    /** The box of the object. */
    public record Area(double x0, double y0, double x1, double y1) {}

    private DensePrompts() {}

    /**
     * The mask input of one prompt: the earlier logits if there are any, otherwise the box if there is one, otherwise zeros; over that a
     * disc for each click, later ones over earlier ones.
     *
     * @param side of the square mask input
     * @param previous side x side logits of the earlier mask, row by row; not changed
     */
    public static float[] draw(int side, Optional<float[]> previous, Optional<Area> box, List<Click> clicks) {
        float[] out = new float[side * side];
        if (previous.isPresent()) {
            float[] logits = previous.get();
            for (int i = 0; i < out.length; i++) {
                out[i] = Math.max(-LIMIT, Math.min(LIMIT, logits[i]));
            }
        } else {
            box.ifPresent(area -> fill(out, side, area));
        }
        for (Click click : clicks) {
            stamp(out, side, click);
        }
        return out;
    }

    /** Pixels whose centre is in the box are inside; a box thinner than a pixel keeps the pixel of its middle. */
    private static void fill(float[] out, int side, Area box) {
        Arrays.fill(out, -BOX);
        int left = first(box.x0, box.x1, side);
        int right = last(box.x0, box.x1, side);
        int top = first(box.y0, box.y1, side);
        int bottom = last(box.y0, box.y1, side);
        for (int y = top; y <= bottom; y++) {
            Arrays.fill(out, y * side + left, y * side + right + 1, BOX);
        }
    }

    private static int first(double from, double to, int side) {
        int pixel = (int) Math.ceil(from - 0.5);
        return limit(pixel + 0.5 < to ? pixel : (int) Math.floor((from + to) / 2), side);
    }

    private static int last(double from, double to, int side) {
        int pixel = (int) Math.ceil(to - 0.5) - 1;
        return limit(pixel + 0.5 >= from ? pixel : (int) Math.floor((from + to) / 2), side);
    }

    private static int limit(int pixel, int side) {
        return Math.max(0, Math.min(side - 1, pixel));
    }

    private static void stamp(float[] out, int side, Click click) {
        double radius = Math.max(1.5, side / 32.0);
        float value = click.isPositive ? CLICK : -CLICK;
        int top = limit((int) Math.floor(click.y - radius), side);
        int bottom = limit((int) Math.ceil(click.y + radius), side);
        int left = limit((int) Math.floor(click.x - radius), side);
        int right = limit((int) Math.ceil(click.x + radius), side);
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                if (Math.hypot(x + 0.5 - click.x, y + 0.5 - click.y) <= radius) {
                    out[y * side + x] = value;
                }
            }
        }
    }
}
