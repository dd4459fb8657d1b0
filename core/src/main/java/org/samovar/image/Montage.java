package org.samovar.image;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.samovar.geometry.UserError;

/** Pictures side by side on black, each with lines of text below it; needs neither a display nor a font of the machine. */
public final class Montage {
    private static final int GAP = 4;
    /** Side of a pixel of the font. */
    private static final int TEXT_SCALE = 2;

    private static final int LINE = TEXT_SCALE * PixelFont.HEIGHT + 2 * GAP;

    private final int columns;
    private final int cellWidth;
    private final int cellHeight;
    private final int width;
    private final byte[] pixels;

    /**
     * A picture.
     *
     * @param lines of text, which is drawn in small white letters; what is neither letter, digit nor one of {@code . , - _} is blank
     */
    public record Panel(RgbImage picture, List<String> lines) {
        public Panel {
            lines = List.copyOf(lines);
        }

        private int width() {
            int longest = lines.stream().mapToInt(PixelFont::width).max().orElse(0);
            return Math.max(picture.width(), TEXT_SCALE * longest);
        }

        private int height() {
            return picture.height() + LINE * lines.size();
        }
    }

    private Montage(int columns, int rows, int cellWidth, int cellHeight) {
        this.columns = columns;
        this.cellWidth = cellWidth;
        this.cellHeight = cellHeight;
        this.width = columns * (cellWidth + GAP) - GAP;
        long bytes = 3L * width * rows * (cellHeight + GAP);
        if (bytes > Integer.MAX_VALUE - 8) {
            throw new UserError("Pictures side by side would be too large for one image.");
        }
        this.pixels = new byte[3 * width * (rows * (cellHeight + GAP) - GAP)];
    }

    /**
     * Lays pictures out row by row.
     *
     * @param panels at least one
     * @param most in a row, at least 1
     * @throws UserError when they are too large for one image
     */
    public static RgbImage of(List<Panel> panels, int most) {
        int columns = Math.min(most, panels.size());
        int rows = (panels.size() + columns - 1) / columns;
        int cellWidth = panels.stream().mapToInt(Panel::width).max().orElseThrow();
        int cellHeight = panels.stream().mapToInt(Panel::height).max().orElseThrow();
        Montage montage = new Montage(columns, rows, cellWidth, cellHeight);
        for (int i = 0; i < panels.size(); i++) {
            montage.draw(panels.get(i), i);
        }
        return RgbImage.of(montage.width, montage.pixels.length / 3 / montage.width, montage.pixels);
    }

    private void draw(Panel panel, int place) {
        int left = place % columns * (cellWidth + GAP);
        int top = place / columns * (cellHeight + GAP);
        RgbImage picture = panel.picture;
        int row = 3 * picture.width();
        for (int y = 0; y < picture.height(); y++) {
            System.arraycopy(picture.pixels(), y * row, pixels, 3 * ((top + y) * width + left), row);
        }
        for (int i = 0; i < panel.lines.size(); i++) {
            int y = top + picture.height() + i * LINE + GAP;
            PixelFont.draw(panel.lines.get(i).toLowerCase(Locale.ROOT), (dx, dy) -> dot(left, y, dx, dy));
        }
    }

    /** A pixel of the font, which is several of the picture. */
    private void dot(int left, int top, int dx, int dy) {
        for (int y = top + TEXT_SCALE * dy; y < top + TEXT_SCALE * (dy + 1); y++) {
            for (int x = left + TEXT_SCALE * dx; x < left + TEXT_SCALE * (dx + 1); x++) {
                int i = 3 * (y * width + x);
                Arrays.fill(pixels, i, i + 3, (byte) 255);
            }
        }
    }
}
