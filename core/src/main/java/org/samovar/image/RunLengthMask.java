package org.samovar.image;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;

/**
 * A binary mask as runs of foreground pixels in row-major order, compact enough for thousands of them. Immutable.
 *
 * <p>{@link #cocoCounts()} gives COCO's uncompressed form (column-major, alternately background and foreground, background
 * first; pycocotools, {@code common/maskApi.h}).
 */
public final class RunLengthMask implements Raster {
    private static final Pattern RUN = Pattern.compile("(\\d{1,10})-(\\d{1,10})");

    private final Size size;
    /** Start (inclusive) and end (exclusive) of each run, ascending; runs never touch, but may cross row ends. */
    private final int[] bounds;

    private RunLengthMask(Size size, int[] bounds) {
        this.size = size;
        this.bounds = bounds;
    }

    public static RunLengthMask of(Mask mask) {
        return new RunLengthMask(mask.size(), bounds(mask.pixels()));
    }

    /** A mask of a window as a part of an image, without making a mask of the whole image. */
    public static RunLengthMask paste(Mask mask, Region window, Size image) {
        if (!window.size().equals(mask.size()) || !window.isInside(image)) {
            throw new IllegalArgumentException("a mask of " + mask.size() + " at " + window + " of " + image);
        }
        int[] own = bounds(mask.pixels());
        int[] out = new int[own.length + 2 * window.height()];
        int n = 0;
        for (int i = 0; i < own.length; i += 2) {
            for (int from = own[i]; from < own[i + 1]; ) {
                int row = from / window.width();
                int to = Math.min(own[i + 1], (row + 1) * window.width());
                int shift = (window.y() + row) * image.width() + window.x() - row * window.width();
                if (n > 0 && out[n - 1] == from + shift) {
                    out[n - 1] = to + shift;
                } else {
                    out[n++] = from + shift;
                    out[n++] = to + shift;
                }
                from = to;
            }
        }
        return new RunLengthMask(image, Arrays.copyOf(out, n));
    }

    /**
     * From runs.
     *
     * @param runs start (inclusive) and end (exclusive) of each, row by row, ascending; where one ends at the start of the next, they become one
     * @throws UserError when they are not ascending or leave the image
     */
    public static RunLengthMask ofRuns(Size size, int[] runs) {
        for (int i = 0; i < runs.length; i++) {
            int least = i == 0 ? 0 : i % 2 == 0 ? runs[i - 1] : runs[i - 1] + 1;
            if (runs[i] < least || runs[i] > size.pixels()) {
                throw new UserError("A mask of " + size + " pixels has no run that begins or ends at " + runs[i] + ".");
            }
        }
        int[] out = new int[runs.length];
        int n = 0;
        for (int i = 0; i < runs.length; i += 2) {
            if (n > 0 && out[n - 1] == runs[i]) {
                out[n - 1] = runs[i + 1];
            } else {
                out[n++] = runs[i];
                out[n++] = runs[i + 1];
            }
        }
        return new RunLengthMask(size, Arrays.copyOf(out, n));
    }

    private static int[] bounds(boolean[] pixels) {
        int[] out = new int[16];
        int n = 0;
        boolean last = false;
        for (int i = 0; i < pixels.length; i++) {
            if (pixels[i] != last) {
                out = n == out.length ? Arrays.copyOf(out, 2 * n) : out;
                out[n++] = i;
                last = pixels[i];
            }
        }
        int[] exact = Arrays.copyOf(out, last ? n + 1 : n);
        if (last) {
            exact[n] = pixels.length;
        }
        return exact;
    }

    /**
     * From COCO's uncompressed counts.
     *
     * @throws UserError when the counts do not fill the image exactly
     */
    public static RunLengthMask ofCocoCounts(Size size, int[] counts) {
        long sum = 0;
        for (int count : counts) {
            if (count < 0) {
                throw new UserError("A run-length mask has the negative count " + count + ".");
            }
            sum += count;
        }
        if (sum != size.pixels()) {
            throw new UserError("A run-length mask counts " + sum + " pixels, but its image has " + size + ".");
        }
        boolean[] pixels = new boolean[size.pixels()];
        int h = size.height();
        int at = 0;
        for (int k = 0; k < counts.length; k++) {
            for (int end = at + counts[k]; at < end; at++) {
                pixels[at % h * size.width() + at / h] = k % 2 == 1;
            }
        }
        return new RunLengthMask(size, bounds(pixels));
    }

    /**
     * From the text of {@link #toText()}.
     *
     * @param image whose size it should have
     * @throws UserError when it is of another size or no such text
     */
    public static RunLengthMask parse(String text, Size image) {
        String[] words = text.strip().split("\\s+");
        if (!words[0].equals(image.width() + "x" + image.height())) {
            throw new UserError("'" + words[0] + "' should be the size of the image, " + image.width() + "x"
                    + image.height() + ", before the runs of its mask.");
        }
        int[] runs = new int[2 * (words.length - 1)];
        for (int i = 1; i < words.length; i++) {
            Matcher run = RUN.matcher(words[i]);
            if (!run.matches()) {
                throw new UserError("'" + words[i] + "' is no run of pixels of a mask, such as 100-120.");
            }
            runs[2 * i - 2] = (int) Math.min(Integer.MAX_VALUE, Long.parseLong(run.group(1)));
            runs[2 * i - 1] = (int) Math.min(Integer.MAX_VALUE, Long.parseLong(run.group(2)));
        }
        return ofRuns(image, runs);
    }

    /** {@code 64x48 100-120 164-184}: the size, then the first pixel of each run and the one behind it, numbered from 0 row by row. */
    public String toText() {
        StringBuilder text = new StringBuilder(size.width() + "x" + size.height());
        forEachRun((from, to) -> text.append(' ').append(from).append('-').append(to));
        return text.toString();
    }

    @Override
    public Size size() {
        return size;
    }

    /** What is done with a run of foreground pixels. */
    @FunctionalInterface
    public interface RunAction {
        /**
         * One run.
         *
         * @param from its first pixel's index, row by row
         * @param to the index after its last pixel
         */
        void accept(int from, int to);
    }

    /** Visits the runs in row-major order. */
    public void forEachRun(RunAction action) {
        for (int i = 0; i < bounds.length; i += 2) {
            action.accept(bounds[i], bounds[i + 1]);
        }
    }

    /** Number of foreground pixels. */
    public int area() {
        int n = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            n += bounds[i + 1] - bounds[i];
        }
        return n;
    }

    public boolean isEmpty() {
        return bounds.length == 0;
    }

    /** Number of pixels that are foreground in both. */
    public int overlap(RunLengthMask other) {
        requireSize(other);
        int n = 0;
        for (int i = 0, j = 0; i < bounds.length && j < other.bounds.length; ) {
            int end = Math.min(bounds[i + 1], other.bounds[j + 1]);
            n += Math.max(0, end - Math.max(bounds[i], other.bounds[j]));
            if (bounds[i + 1] == end) {
                i += 2;
            } else {
                j += 2;
            }
        }
        return n;
    }

    /** The pixels that are foreground here and not there. */
    public RunLengthMask minus(RunLengthMask other) {
        requireSize(other);
        int[] out = new int[bounds.length + other.bounds.length];
        int n = 0;
        for (int i = 0, j = 0; i < bounds.length; i += 2) {
            int from = bounds[i];
            while (j < other.bounds.length && other.bounds[j + 1] <= from) {
                j += 2;
            }
            for (int k = j; k < other.bounds.length && other.bounds[k] < bounds[i + 1]; k += 2) {
                if (other.bounds[k] > from) {
                    out[n++] = from;
                    out[n++] = other.bounds[k];
                }
                from = other.bounds[k + 1];
            }
            if (from < bounds[i + 1]) {
                out[n++] = from;
                out[n++] = bounds[i + 1];
            }
        }
        return new RunLengthMask(size, Arrays.copyOf(out, n));
    }

    private void requireSize(RunLengthMask other) {
        if (!size.equals(other.size)) {
            throw new UserError("A mask of " + size + " pixels does not fit one of " + other.size + ".");
        }
    }

    /** Intersection over union, 0 to 1; 1 when both are empty. */
    public double iou(RunLengthMask other) {
        long common = overlap(other);
        long all = (long) area() + other.area() - common;
        return all == 0 ? 1 : (double) common / all;
    }

    /** The smallest region with all foreground pixels; empty when there are none. */
    public Optional<Region> region() {
        if (isEmpty()) {
            return Optional.empty();
        }
        int w = size.width();
        int left = w;
        int right = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            int last = bounds[i + 1] - 1;
            boolean wraps = bounds[i] / w != last / w;
            left = Math.min(left, wraps ? 0 : bounds[i] % w);
            right = Math.max(right, wraps ? w - 1 : last % w);
        }
        int top = bounds[0] / w;
        int bottom = (bounds[bounds.length - 1] - 1) / w;
        return Optional.of(new Region(left, top, right - left + 1, bottom - top + 1));
    }

    public Mask toMask() {
        boolean[] pixels = new boolean[size.pixels()];
        for (int i = 0; i < bounds.length; i += 2) {
            Arrays.fill(pixels, bounds[i], bounds[i + 1], true);
        }
        return Mask.of(size.width(), size.height(), pixels);
    }

    /** The pixels of a part, without making a mask of the whole image. */
    public Mask crop(Region part) {
        if (!part.isInside(size)) {
            throw new IllegalArgumentException(part + " of " + size);
        }
        boolean[] pixels = new boolean[part.size().pixels()];
        forEachRun((from, to) -> {
            int last = Math.min((to - 1) / size.width(), part.y() + part.height() - 1);
            for (int y = Math.max(from / size.width(), part.y()); y <= last; y++) {
                int left = Math.max(from - y * size.width(), part.x()) - part.x();
                int right = Math.min(to - y * size.width(), part.x() + part.width()) - part.x();
                if (left < right) {
                    Arrays.fill(
                            pixels, (y - part.y()) * part.width() + left, (y - part.y()) * part.width() + right, true);
                }
            }
        });
        return Mask.of(part.width(), part.height(), pixels);
    }

    /** Column-major run lengths, alternately background and foreground, background (perhaps 0) first. */
    public int[] cocoCounts() {
        boolean[] pixels = toMask().pixels();
        int w = size.width();
        boolean[] columns = new boolean[pixels.length];
        for (int x = 0, i = 0; x < w; x++) {
            for (int y = 0; y < size.height(); y++, i++) {
                columns[i] = pixels[y * w + x];
            }
        }
        int[] edges = bounds(columns);
        boolean endsInBackground = edges.length == 0 || edges[edges.length - 1] < pixels.length;
        int[] counts = new int[edges.length + (endsInBackground ? 1 : 0)];
        int last = 0;
        for (int k = 0; k < counts.length; k++) {
            int edge = k < edges.length ? edges[k] : pixels.length;
            counts[k] = edge - last;
            last = edge;
        }
        return counts;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof RunLengthMask other && size.equals(other.size) && Arrays.equals(bounds, other.bounds);
    }

    @Override
    public int hashCode() {
        return 31 * size.hashCode() + Arrays.hashCode(bounds);
    }

    @Override
    public String toString() {
        return "RunLengthMask " + size + ", area " + area();
    }
}
