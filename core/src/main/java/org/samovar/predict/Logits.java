package org.samovar.predict;

import java.util.Arrays;
import java.util.Optional;
import org.samovar.geometry.Box;
import org.samovar.geometry.ModelFrame;
import org.samovar.image.Mask;

/**
 * A mask as a network gives it: logits of a small grid, and where in the image that grid lies. Immutable by contract: the array is
 * not to be written.
 *
 * @param frame which part of the image the network saw
 * @param side cells along each side of the grid, which covers the network's whole input, padding included
 * @param values side * side logits row by row; above 0 is foreground
 */
record Logits(ModelFrame frame, int side, float[] values) {
    /** What is outside of the window that an earlier logit came from counts as background, as sure as one can be with a box. */
    private static final float OUTSIDE = -6;
    /** The logit of 0.999, which stands for certainty (micro-sam, {@code _compute_logits_from_mask}). */
    private static final float CERTAIN = 6.907f;

    Logits {
        if (values.length != side * side) {
            throw new IllegalArgumentException(values.length + " logits for a grid of " + side);
        }
    }

    /** A mask of the whole image as logits: sure foreground in cells that it covers by half, sure background elsewhere. */
    static Logits of(Mask mask, ModelFrame frame, int side) {
        Grid grid = new Grid(frame, side);
        float[] out = new float[side * side];
        Arrays.fill(out, -CERTAIN);
        for (int j = 0; j < grid.rows(); j++) {
            for (int i = 0; i < grid.columns(); i++) {
                if (coverage(mask, grid, i, j) >= 0.5) {
                    out[j * side + i] = CERTAIN;
                }
            }
        }
        return new Logits(frame, side, out);
    }

    /** Nothing in the same frame, surely. */
    Logits nothing() {
        float[] out = new float[values.length];
        Arrays.fill(out, -CERTAIN);
        return new Logits(frame, side, out);
    }

    private static double coverage(Mask mask, Grid grid, int i, int j) {
        int left = clamp((int) Math.floor(grid.imageX(i)), mask.width());
        int right = Math.max(left, clamp((int) Math.ceil(grid.imageX(i + 1.0)) - 1, mask.width()));
        int top = clamp((int) Math.floor(grid.imageY(j)), mask.height());
        int bottom = Math.max(top, clamp((int) Math.ceil(grid.imageY(j + 1.0)) - 1, mask.height()));
        int inside = 0;
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                inside += mask.get(x, y) ? 1 : 0;
            }
        }
        return (double) inside / ((right - left + 1) * (bottom - top + 1));
    }

    private static int clamp(int value, int length) {
        return Math.max(0, Math.min(length - 1, value));
    }

    /** The same mask on the grid of another frame, bilinearly; the same object where frame and grid are the same. */
    Logits in(ModelFrame other, int otherSide) {
        if (frame.equals(other) && side == otherSide) {
            return this;
        }
        Grid from = new Grid(frame, side);
        Grid to = new Grid(other, otherSide);
        float[] out = new float[otherSide * otherSide];
        for (int j = 0; j < otherSide; j++) {
            double y = from.gridY(to.imageY(j + 0.5));
            for (int i = 0; i < otherSide; i++) {
                out[j * otherSide + i] = at(from, from.gridX(to.imageX(i + 0.5)), y);
            }
        }
        return new Logits(other, otherSide, out);
    }

    /** The value at a place of the grid, where the first cell reaches from 0 to 1. */
    private float at(Grid grid, double x, double y) {
        if (x < 0 || y < 0 || x > grid.columns() || y > grid.rows()) {
            return OUTSIDE;
        }
        int i = (int) Math.floor(x - 0.5);
        int j = (int) Math.floor(y - 0.5);
        float tx = (float) (x - 0.5 - i);
        float ty = (float) (y - 0.5 - j);
        float top = cell(grid, i, j) * (1 - tx) + cell(grid, i + 1, j) * tx;
        float bottom = cell(grid, i, j + 1) * (1 - tx) + cell(grid, i + 1, j + 1) * tx;
        return top * (1 - ty) + bottom * ty;
    }

    private float cell(Grid grid, int i, int j) {
        return values[clamp(j, grid.rows()) * side + clamp(i, grid.columns())];
    }

    /** The box of the foreground in the image, to the precision of the grid; empty without foreground. */
    Optional<Box> box() {
        Grid grid = new Grid(frame, side);
        int left = side;
        int right = -1;
        int top = side;
        int bottom = -1;
        for (int j = 0; j < grid.rows(); j++) {
            for (int i = 0; i < grid.columns(); i++) {
                if (values[j * side + i] > 0) {
                    left = Math.min(left, i);
                    right = Math.max(right, i);
                    top = Math.min(top, j);
                    bottom = j;
                }
            }
        }
        return right < 0
                ? Optional.empty()
                : Optional.of(new Box(
                        grid.imageX(left), grid.imageY(top), grid.imageX(right + 1.0), grid.imageY(bottom + 1.0)));
    }

    /** IoU of the masks, in cells of this grid: what the other has outside of it does not count. */
    double iou(Logits other) {
        float[] theirs = other.in(frame, side).values;
        int both = 0;
        int either = 0;
        for (int i = 0; i < values.length; i++) {
            boolean mine = values[i] > 0;
            boolean its = theirs[i] > 0;
            both += mine && its ? 1 : 0;
            either += mine || its ? 1 : 0;
        }
        return either == 0 ? 0 : (double) both / either;
    }

    /**
     * How much of the window's edge the mask lies on, 0 to 1: a mask that the window cuts off belongs to a larger window. Edges of the
     * image do not count.
     */
    double cutOff(org.samovar.geometry.Size image) {
        Grid grid = new Grid(frame, side);
        int touched = 0;
        int cells = 0;
        for (int k = 0; k < grid.rows(); k++) {
            if (frame.window().x() > 0) {
                cells++;
                touched += values[k * side] > 0 ? 1 : 0;
            }
            if (frame.window().x() + frame.window().width() < image.width()) {
                cells++;
                touched += values[k * side + grid.columns() - 1] > 0 ? 1 : 0;
            }
        }
        for (int k = 0; k < grid.columns(); k++) {
            if (frame.window().y() > 0) {
                cells++;
                touched += values[k] > 0 ? 1 : 0;
            }
            if (frame.window().y() + frame.window().height() < image.height()) {
                cells++;
                touched += values[(grid.rows() - 1) * side + k] > 0 ? 1 : 0;
            }
        }
        return cells == 0 ? 0 : (double) touched / cells;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Logits other
                && frame.equals(other.frame)
                && side == other.side
                && Arrays.equals(values, other.values);
    }

    @Override
    public int hashCode() {
        return 31 * frame.hashCode() + Arrays.hashCode(values);
    }

    /** Maps between the cells of a grid over a network's input and the edges of the image's pixels. */
    private record Grid(ModelFrame frame, int side) {
        private double cellsPerPixelX() {
            return frame.scaleX() * side / frame.side();
        }

        private double cellsPerPixelY() {
            return frame.scaleY() * side / frame.side();
        }

        double imageX(double cell) {
            return cell / cellsPerPixelX() + frame.window().x();
        }

        double imageY(double cell) {
            return cell / cellsPerPixelY() + frame.window().y();
        }

        double gridX(double x) {
            return (x - frame.window().x()) * cellsPerPixelX();
        }

        double gridY(double y) {
            return (y - frame.window().y()) * cellsPerPixelY();
        }

        /** Columns that hold pixels of the window, the rest is padding. */
        int columns() {
            return Math.max(1, (int) Math.round(frame.content().width() * (double) side / frame.side()));
        }

        int rows() {
            return Math.max(1, (int) Math.round(frame.content().height() * (double) side / frame.side()));
        }
    }
}
