package org.samovar.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Point;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;

/** Runs of pixels do what sets of pixels do, and their outlines are their borders. */
class PixelRunsPropertyTest {
    private static final Size SIZE = new Size(13, 11);

    @Property
    void runsCountAndOverlapAsSetsOfPixelsDo(@ForAll long seed, @ForAll @IntRange(min = 0, max = 100) int percent) {
        Random random = new Random(seed);
        PixelRuns a = runs(random, percent);
        PixelRuns b = runs(random, 50);
        Set<Point> both = points(a);
        both.retainAll(points(b));
        Set<Point> either = points(a);
        either.addAll(points(b));
        assertThat(a.area()).isEqualTo(points(a).size());
        assertThat(a.overlap(b)).isEqualTo(both.size()).isEqualTo(b.overlap(a));
        assertThat(points(PixelRuns.union(List.of(a, b)))).isEqualTo(either);
        assertThat(PixelRuns.union(List.of(a, b))).isEqualTo(PixelRuns.union(List.of(b, a)));
        assertThat(a.iou(b)).isEqualTo(either.isEmpty() ? 1 : (double) both.size() / either.size());
    }

    @Property
    void aPartHasThePixelsWithinIt(@ForAll long seed) {
        PixelRuns all = runs(new Random(seed), 60);
        Region part = new Region(-2, -3, 7, 5);
        Set<Point> within = points(all);
        within.removeIf(p -> p.x < -2 || p.x >= 5 || p.y < -3 || p.y >= 2);
        assertThat(points(all.within(part))).isEqualTo(within);
        assertThat(all.region().map(region -> all.within(region).equals(all))).isNotEqualTo(Optional.of(false));
    }

    @Property
    void setsTouchWhereOneHasANeighbourOfTheOther(@ForAll long seed) {
        Random random = new Random(seed);
        PixelRuns a = runs(random, 4);
        PixelRuns b = runs(random, 4);
        boolean touch = points(a).stream()
                .anyMatch(p -> points(b).stream().anyMatch(q -> Math.abs(p.x - q.x) + Math.abs(p.y - q.y) <= 1));
        assertThat(a.touches(b)).isEqualTo(touch).isEqualTo(b.touches(a));
    }

    @Property
    void whatIsInsideAnOutlineAreThePixels(@ForAll long seed, @ForAll @IntRange(min = 0, max = 100) int percent) {
        PixelRuns runs = runs(new Random(seed), percent);
        Outline outline = Outline.of(runs);
        assertThat(inside(outline)).isEqualTo(points(runs));
        for (Outline.Polygon polygon : outline.polygons()) {
            assertThat(area(polygon.outer())).isPositive();
            polygon.holes().forEach(hole -> assertThat(area(hole)).isNegative());
            Outline.Ring ring = polygon.outer();
            for (int i = 0, last = ring.x().length - 1; i < ring.x().length; last = i++) {
                assertThat(ring.x()[i] == ring.x()[last]).isNotEqualTo(ring.y()[i] == ring.y()[last]);
            }
        }
    }

    @Property
    void aPolygonAndItsHolesHaveTheAreaOfItsPixels(@ForAll long seed) {
        PixelRuns runs = runs(new Random(seed), 75);
        long area = 0;
        for (Outline.Polygon polygon : Outline.of(runs).polygons()) {
            area += area(polygon.outer());
            area += polygon.holes().stream()
                    .mapToLong(PixelRunsPropertyTest::area)
                    .sum();
            for (Outline.Ring hole : polygon.holes()) {
                assertThat(isInside(polygon.outer(), hole.x()[0] + 0.0, hole.y()[0] + 0.0)
                                || onBorder(polygon.outer(), hole.x()[0], hole.y()[0]))
                        .isTrue();
            }
        }
        assertThat(area).isEqualTo(runs.area());
    }

    @Example
    void runsAreInOrder() {
        PixelRuns.Builder builder =
                new PixelRuns.Builder().add(3, 5, 9).add(3, 9, 10).add(4, 0, 1);
        assertThat(builder.build().count()).isEqualTo(2);
        assertThatThrownBy(() -> builder.add(3, 20, 30)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.add(5, 3, 3)).isInstanceOf(IllegalArgumentException.class);
    }

    private static PixelRuns runs(Random random, int percent) {
        boolean[] pixels = new boolean[SIZE.pixels()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextInt(100) < percent;
        }
        return PixelRuns.of(RunLengthMask.of(Mask.of(SIZE.width(), SIZE.height(), pixels)), -4, -5);
    }

    private static Set<Point> points(PixelRuns runs) {
        Set<Point> out = new HashSet<>();
        runs.forEach((y, from, to) -> {
            for (int x = from; x < to; x++) {
                out.add(new Point(x, y));
            }
        });
        return out;
    }

    private static Set<Point> inside(Outline outline) {
        Set<Point> out = new HashSet<>();
        for (int y = -8; y < 12; y++) {
            for (int x = -8; x < 14; x++) {
                for (Outline.Polygon polygon : outline.polygons()) {
                    double px = x + 0.5;
                    double py = y + 0.5;
                    boolean isIn = isInside(polygon.outer(), px, py)
                            && polygon.holes().stream().noneMatch(hole -> isInside(hole, px, py));
                    if (isIn) {
                        assertThat(out.add(new Point(x, y)))
                                .as("one polygon a pixel")
                                .isTrue();
                    }
                }
            }
        }
        return out;
    }

    /** By rays to the right. */
    private static boolean isInside(Outline.Ring ring, double x, double y) {
        int crossings = 0;
        for (int i = 0, last = ring.x().length - 1; i < ring.x().length; last = i++) {
            boolean spans = (ring.y()[i] > y) != (ring.y()[last] > y);
            crossings += spans && ring.x()[i] > x ? 1 : 0;
        }
        return crossings % 2 == 1;
    }

    private static boolean onBorder(Outline.Ring ring, int x, int y) {
        for (int i = 0, last = ring.x().length - 1; i < ring.x().length; last = i++) {
            boolean inX = Math.min(ring.x()[i], ring.x()[last]) <= x && x <= Math.max(ring.x()[i], ring.x()[last]);
            boolean inY = Math.min(ring.y()[i], ring.y()[last]) <= y && y <= Math.max(ring.y()[i], ring.y()[last]);
            if (inX && inY) {
                return true;
            }
        }
        return false;
    }

    private static long area(Outline.Ring ring) {
        long sum = 0;
        for (int i = 0, last = ring.x().length - 1; i < ring.x().length; last = i++) {
            sum += (long) ring.x()[last] * ring.y()[i] - (long) ring.x()[i] * ring.y()[last];
        }
        return sum / 2;
    }
}
