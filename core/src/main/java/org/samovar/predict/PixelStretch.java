package org.samovar.predict;

import java.util.List;
import org.samovar.geometry.Box;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.Size;
import org.samovar.geometry.Spacing;
import org.samovar.image.Filter;
import org.samovar.image.Mask;
import org.samovar.image.Resampling;
import org.samovar.image.RgbImage;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.MaskPrompt;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.Prompt;
import org.samovar.prompt.PromptSet;
import org.samovar.prompt.Scribble;

/**
 * Between the voxels of a slice and the square pixels that a network sees. Networks know objects by their shape, and a slice across
 * thick slices shows them flat: its longer steps are filled with more pixels, and none is taken away.
 *
 * @param voxels size of the slice
 * @param square size of the image that the network sees, at least that of the slice
 */
record PixelStretch(Size voxels, Size square) {
    /** Steps that differ by less are taken for equal. */
    private static final double EQUAL = 1.01;
    /** An image is not made longer than this, however thick the slices are. */
    private static final int LONGEST = 4096;

    /** Pixels that are square already. */
    static PixelStretch none(Size size) {
        return new PixelStretch(size, size);
    }

    /** Of a slice with steps along its columns and rows. */
    static PixelStretch of(Size voxels, Spacing spacing) {
        double finest = Math.min(spacing.x(), spacing.y());
        return new PixelStretch(
                voxels,
                new Size(length(voxels.width(), spacing.x() / finest), length(voxels.height(), spacing.y() / finest)));
    }

    private static int length(int voxels, double step) {
        int limit = Math.max(voxels, LONGEST);
        return step < EQUAL ? voxels : (int) Math.min(limit, Math.max(voxels, Math.round(voxels * step)));
    }

    boolean isNone() {
        return voxels.equals(square);
    }

    private double scaleX() {
        return (double) square.width() / voxels.width();
    }

    private double scaleY() {
        return (double) square.height() / voxels.height();
    }

    /** The column of square pixels under the middle of a column of voxels. */
    int squareX(int x) {
        return (int) ((2L * x + 1) * square.width() / (2L * voxels.width()));
    }

    /** The row of square pixels under the middle of a row of voxels. */
    int squareY(int y) {
        return (int) ((2L * y + 1) * square.height() / (2L * voxels.height()));
    }

    RgbImage toSquare(RgbImage slice) {
        return isNone() ? slice : Resampling.resize(slice, square, Filter.BILINEAR);
    }

    Mask toSquare(Mask mask) {
        return isNone() ? mask : Resampling.nearest(mask, square);
    }

    /** Each voxel from the pixel under its middle. */
    Mask toVoxels(Mask mask) {
        return isNone() ? mask : Resampling.nearest(mask, voxels);
    }

    /** Prompts on the slice as prompts on what the network sees, with the same steps of undo. */
    PromptSet toSquare(PromptSet prompts) {
        if (isNone()) {
            return prompts;
        }
        PromptSet out = PromptSet.none();
        for (Prompt prompt : prompts.prompts()) {
            out = out.with(toSquare(prompt));
        }
        return out;
    }

    private Prompt toSquare(Prompt prompt) {
        if (prompt instanceof PointPrompt point) {
            return new PointPrompt(toSquare(point.point()), point.polarity());
        }
        if (prompt instanceof BoxPrompt box) {
            Box b = box.box();
            return new BoxPrompt(new Box(b.x0() * scaleX(), b.y0() * scaleY(), b.x1() * scaleX(), b.y1() * scaleY()));
        }
        if (prompt instanceof Scribble scribble) {
            List<ImagePoint> line = scribble.line().stream().map(this::toSquare).toList();
            return new Scribble(line, scribble.polarity());
        }
        return new MaskPrompt(toSquare(((MaskPrompt) prompt).mask()));
    }

    /** Points count from the middle of the first pixel. */
    private ImagePoint toSquare(ImagePoint p) {
        return new ImagePoint((p.x() + 0.5) * scaleX() - 0.5, (p.y() + 0.5) * scaleY() - 0.5);
    }
}
