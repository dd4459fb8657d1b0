package org.samovar.image;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The border of a set of pixels as polygons along the edges of the pixels. Pixels that meet at a corner alone belong to different polygons.
 *
 * @param polygons each with its holes, the topmost first
 */
public record Outline(List<Polygon> polygons) {
    public Outline {
        polygons = List.copyOf(polygons);
    }

    /**
     * A polygon.
     *
     * @param outer its border, clockwise as seen with y downwards
     * @param holes in it, the other way round
     */
    public record Polygon(Ring outer, List<Ring> holes) {
        public Polygon {
            holes = List.copyOf(holes);
        }
    }

    /**
     * A closed line of turns by right angles; the last corner joins the first.
     *
     * @param x columns of the corners, 0 the left edge of the first column
     * @param y their rows, 0 the upper edge of the first row
     */
    public record Ring(int[] x, int[] y) {
        /** Twice the area, positive for a border and negative for a hole. */
        private long doubleArea() {
            long sum = 0;
            for (int i = 0, last = x.length - 1; i < x.length; last = i++) {
                sum += (long) x[last] * y[i] - (long) x[i] * y[last];
            }
            return sum;
        }

        /** The first of its rows. */
        private int top() {
            return Arrays.stream(y).min().orElseThrow();
        }

        /** The leftmost column of the corners in the first row. */
        private int left() {
            int top = top();
            return IntStream.range(0, x.length)
                    .filter(i -> y[i] == top)
                    .map(i -> x[i])
                    .min()
                    .orElseThrow();
        }

        /** Whether the middle of a pixel is inside. */
        private boolean contains(int column, int row) {
            boolean isInside = false;
            for (int i = 0, last = x.length - 1; i < x.length; last = i++) {
                boolean crosses = x[i] == x[last]
                        && x[i] > column
                        && Math.min(y[i], y[last]) <= row
                        && Math.max(y[i], y[last]) > row;
                isInside ^= crosses;
            }
            return isInside;
        }
    }

    /** A vertical edge between two turns; left ones go up, right ones down, so that the pixels are on the right of the way. */
    private static final class Edge {
        private final int x;
        private final boolean isLeft;
        private final int top;
        private int bottom;
        private Edge next = this;
        private boolean isUsed;

        private Edge(int x, boolean isLeft, int top) {
            this.x = x;
            this.isLeft = isLeft;
            this.top = top;
        }
    }

    /** The border of a set of pixels. */
    public static Outline of(PixelRuns pixels) {
        return new Tracer().trace(pixels);
    }

    /** Goes down the rows and joins the ends of vertical edges where a row differs from the one above. */
    private static final class Tracer {
        private final List<Edge> edges = new ArrayList<>();
        private List<Edge> open = new ArrayList<>();
        private List<Edge> row = new ArrayList<>();
        private int y = Integer.MIN_VALUE;

        Outline trace(PixelRuns pixels) {
            pixels.forEach((at, from, to) -> {
                if (at != y) {
                    finishRow(at);
                }
                row.add(new Edge(from, true, at));
                row.add(new Edge(to, false, at));
            });
            finishRow(Integer.MAX_VALUE);
            return polygons(rings());
        }

        /** Joins what is in the row to what is open above it; a row that is left out closes all. */
        private void finishRow(int nextRow) {
            if (!row.isEmpty()) {
                join(y);
            }
            if (nextRow != y + 1 && !open.isEmpty()) {
                row = new ArrayList<>();
                join(y + 1);
            }
            row = new ArrayList<>();
            y = nextRow;
        }

        /** Where the rows above and below a line of the grid differ, there are horizontal edges. */
        private void join(int line) {
            List<Edge> ends = new ArrayList<>();
            List<Edge> kept = new ArrayList<>();
            int i = 0;
            int k = 0;
            while (i < open.size() || k < row.size()) {
                int order = i == open.size() ? 1 : k == row.size() ? -1 : BY_PLACE.compare(open.get(i), row.get(k));
                if (order == 0) {
                    kept.add(open.get(i));
                    i++;
                    k++;
                } else if (order < 0) {
                    open.get(i).bottom = line;
                    ends.add(open.get(i++));
                } else {
                    edges.add(row.get(k));
                    kept.add(row.get(k));
                    ends.add(row.get(k++));
                }
            }
            for (int e = 0; e < ends.size(); e += 2) {
                link(ends.get(e), ends.get(e + 1), line);
            }
            open = kept;
        }

        /** Of two edges that a horizontal one joins, the one that ends there leads to the one that begins there. */
        private static void link(Edge a, Edge b, int line) {
            boolean endsThere = a.isLeft == (a.top == line);
            if (endsThere) {
                a.next = b;
            } else {
                b.next = a;
            }
        }

        private List<Ring> rings() {
            List<Ring> out = new ArrayList<>();
            for (Edge first : edges) {
                if (first.isUsed) {
                    continue;
                }
                Deque<Edge> way = new ArrayDeque<>();
                for (Edge at = first; !at.isUsed; at = at.next) {
                    at.isUsed = true;
                    way.add(at);
                }
                int[] x = new int[2 * way.size()];
                int[] ys = new int[x.length];
                int n = 0;
                for (Edge at : way) {
                    x[n] = at.x;
                    ys[n++] = at.isLeft ? at.bottom : at.top;
                    x[n] = at.x;
                    ys[n++] = at.isLeft ? at.top : at.bottom;
                }
                out.add(new Ring(x, ys));
            }
            return out;
        }
    }

    /** Each hole goes to the smallest polygon around it. */
    private static Outline polygons(List<Ring> rings) {
        List<Ring> outer = rings.stream().filter(ring -> ring.doubleArea() > 0).toList();
        List<List<Ring>> holes = new ArrayList<>();
        outer.forEach(ring -> holes.add(new ArrayList<>()));
        for (Ring hole : rings) {
            if (hole.doubleArea() < 0) {
                int best = -1;
                for (int i = 0; i < outer.size(); i++) {
                    boolean isSmaller = best < 0
                            || outer.get(i).doubleArea() < outer.get(best).doubleArea();
                    if (isSmaller && outer.get(i).contains(hole.left(), hole.top())) {
                        best = i;
                    }
                }
                holes.get(best).add(hole);
            }
        }
        List<Polygon> out = new ArrayList<>();
        for (int i = 0; i < outer.size(); i++) {
            out.add(new Polygon(outer.get(i), holes.get(i)));
        }
        return new Outline(out);
    }

    /** From left to right; where one ends above or below where another begins, the right side of the former is first. */
    private static final Comparator<Edge> BY_PLACE =
            Comparator.<Edge>comparingInt(edge -> edge.x).thenComparing(edge -> edge.isLeft);
}
