package org.samovar.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A picture of curves with axes and a legend, drawn pixel by pixel: it needs neither a display nor a font of the machine. Its font has small
 * letters and digits.
 */
public final class Plot {
    private static final int WIDTH = 800;
    private static final int HEIGHT = 320;
    private static final int LEFT = 60;
    private static final int LEAST_RIGHT = 110;
    private static final int TOP = 30;
    private static final int BOTTOM = 34;
    private static final int TICKS = 5;
    /** Curves of no more points show each of them. */
    private static final int FEW_POINTS = 20;
    /** Pixels from the middle of a point to its edge. */
    private static final int POINT_RADIUS = 2;

    private static final int INK = 0x333333;
    private static final int GRID = 0xdddddd;
    /** Okabe and Ito's colours, which stay apart for colour-blind eyes. */
    private static final int[] COLOURS = {0x0072b2, 0xd55e00, 0x009e73, 0xcc79a7, 0xe69f00, 0x56b4e9};

    private record Curve(String name, double[] x, double[] y) {}

    private final String title;
    private final String unit;
    private final List<Curve> curves = new ArrayList<>();

    /**
     * A plot without curves.
     *
     * @param title above it
     * @param unit of x, below it
     */
    public Plot(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    /** Adds a curve through points, in the order of growing x. */
    public void add(String name, double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " places for " + y.length + " values");
        }
        curves.add(new Curve(name, x, y));
    }

    /** Plots below each other. */
    public static RgbImage stack(List<Plot> plots) {
        byte[] pixels = new byte[3 * WIDTH * HEIGHT * plots.size()];
        Arrays.fill(pixels, (byte) 255);
        for (int i = 0; i < plots.size(); i++) {
            plots.get(i).draw(new Canvas(pixels, i * HEIGHT));
        }
        return RgbImage.of(WIDTH, HEIGHT * plots.size(), pixels);
    }

    private void draw(Canvas canvas) {
        Range x = Range.of(curves.stream().map(Curve::x).toList());
        Range y = Range.of(curves.stream().map(Curve::y).toList());
        canvas.text(LEFT, 10, title, INK);
        for (int k = 0; k <= TICKS; k++) {
            double share = k / (double) TICKS;
            int row = row(share);
            int column = column(share);
            canvas.line(LEFT, row, right(), row, GRID);
            canvas.line(column, TOP, column, HEIGHT - BOTTOM, GRID);
            canvas.text(6, row - 3, y.label(share), INK);
            canvas.text(column - 9, HEIGHT - BOTTOM + 8, x.label(share), INK);
        }
        canvas.text(right() + 30, HEIGHT - BOTTOM + 8, unit, INK);
        for (int c = 0; c < curves.size(); c++) {
            Curve curve = curves.get(c);
            int colour = COLOURS[c % COLOURS.length];
            int[] columns =
                    Arrays.stream(curve.x).mapToInt(v -> column(x.share(v))).toArray();
            int[] rows = Arrays.stream(curve.y).mapToInt(v -> row(y.share(v))).toArray();
            for (int i = 1; i < columns.length; i++) {
                canvas.line(columns[i - 1], rows[i - 1], columns[i], rows[i], colour);
            }
            for (int i = 0; i < columns.length && columns.length <= FEW_POINTS; i++) {
                canvas.point(columns[i], rows[i], colour);
            }
            canvas.text(right() + 10, TOP + 14 * c, curve.name, colour);
        }
    }

    /** Where the axes end; the names of the curves stand behind it. */
    private int right() {
        int longest =
                curves.stream().mapToInt(c -> PixelFont.width(c.name)).max().orElse(0);
        int names = Math.max(LEAST_RIGHT, 20 + longest);
        return WIDTH - Math.min(names, WIDTH / 2);
    }

    private int column(double share) {
        return (int) Math.round(LEFT + share * (right() - LEFT));
    }

    private static int row(double share) {
        return (int) Math.round(HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP));
    }

    /** From the smallest to the largest finite value. */
    private record Range(double low, double high) {
        static Range of(List<double[]> values) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (double[] some : values) {
                for (double v : some) {
                    low = Double.isFinite(v) ? Math.min(low, v) : low;
                    high = Double.isFinite(v) ? Math.max(high, v) : high;
                }
            }
            return low < high ? new Range(low, high) : new Range(low > high ? 0 : low, (low > high ? 0 : low) + 1);
        }

        double share(double value) {
            double share = (value - low) / (high - low);
            return Double.isNaN(share) ? 0 : Math.max(0, Math.min(1, share));
        }

        String label(double share) {
            double value = low + share * (high - low);
            return String.format(Locale.ROOT, high - low < 5 ? "%.2f" : "%.0f", value);
        }
    }

    /** Pixels from a row of a picture on. */
    private record Canvas(byte[] pixels, int top) {
        void dot(int x, int y, int colour) {
            if (x < 0 || y < 0 || x >= WIDTH || y >= HEIGHT) {
                return;
            }
            int i = 3 * ((top + y) * WIDTH + x);
            pixels[i] = (byte) (colour >> 16);
            pixels[i + 1] = (byte) (colour >> 8);
            pixels[i + 2] = (byte) colour;
        }

        void line(int x0, int y0, int x1, int y1, int colour) {
            int steps = Math.max(1, Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0)));
            for (int i = 0; i <= steps; i++) {
                dot(
                        x0 + Math.round((x1 - x0) * i / (float) steps),
                        y0 + Math.round((y1 - y0) * i / (float) steps),
                        colour);
            }
        }

        void point(int x, int y, int colour) {
            for (int row = y - POINT_RADIUS; row <= y + POINT_RADIUS; row++) {
                line(x - POINT_RADIUS, row, x + POINT_RADIUS, row, colour);
            }
        }

        void text(int x, int y, String text, int colour) {
            PixelFont.draw(text, (dx, dy) -> dot(x + dx, y + dy, colour));
        }
    }
}
