package org.samovar.predict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.samovar.geometry.Box;

/** Keeps the best of segments that say the same. */
final class Suppression {
    private Suppression() {}

    /** How much two segments overlap, 0 to 1. */
    @FunctionalInterface
    interface Overlap {
        double of(Segment a, Segment b);
    }

    /** By the IoU of the boxes (torchvision, {@code batched_nms}). */
    static double boxes(Segment a, Segment b) {
        return a.box().iou(b.box());
    }

    /** By the IoU of the masks. */
    static double masks(Segment a, Segment b) {
        return touches(a.box(), b.box()) ? a.mask().iou(b.mask()) : 0;
    }

    private static boolean touches(Box a, Box b) {
        return a.x0() < b.x1() && b.x0() < a.x1() && a.y0() < b.y1() && b.y0() < a.y1();
    }

    /**
     * The segments in the order of falling rank (equal ones in the given order), without those that overlap a better kept one by more
     * than the threshold.
     */
    static List<Segment> keepBest(
            List<Segment> segments, ToDoubleFunction<Segment> rank, Overlap overlap, double threshold) {
        List<Segment> ranked = new ArrayList<>(segments);
        ranked.sort(Comparator.comparingDouble(rank).reversed());
        List<Segment> kept = new ArrayList<>();
        for (Segment segment : ranked) {
            if (kept.stream().noneMatch(k -> overlap.of(k, segment) > threshold)) {
                kept.add(segment);
            }
        }
        return kept;
    }
}
