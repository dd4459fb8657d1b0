package org.samovar.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.Size;

/**
 * How far the clicks inside a mask agree on it. Every click on an object should give the same mask; a mask that takes in half of a
 * neighbour, or only part of the object, is contradicted by the clicks there. For small networks this says more about a mask than their
 * own estimate.
 */
final class Agreement {
    private final int width;
    /** Pixel indices of the clicks, ascending. */
    private final int[] pixels;
    /** The masks of each of these clicks. */
    private final List<List<Segment>> answers;

    private Agreement(Size image, List<ImagePoint> clicks, List<Segment> segments) {
        this.width = image.width();
        this.pixels = clicks.stream().mapToInt(this::pixel).sorted().distinct().toArray();
        Map<Integer, List<Segment>> byPixel = new HashMap<>();
        for (Segment segment : segments) {
            byPixel.computeIfAbsent(pixel(segment.point()), p -> new ArrayList<>())
                    .add(segment);
        }
        this.answers = Arrays.stream(pixels)
                .mapToObj(p -> byPixel.getOrDefault(p, List.of()))
                .toList();
    }

    private int pixel(ImagePoint p) {
        return (int) Math.round(p.y()) * width + (int) Math.round(p.x());
    }

    /**
     * The segments, each with its score times its stability times the agreement about it as its new score.
     *
     * @param clicks all clicks on the image, those that gave nothing too
     * @param segments what the clicks gave
     */
    static List<Segment> judge(Size image, List<ImagePoint> clicks, List<Segment> segments) {
        Agreement agreement = new Agreement(image, clicks, segments);
        return segments.stream()
                .map(s -> s.withScore(s.score() * s.stability() * agreement.about(s)))
                .toList();
    }

    /** The mean over the clicks inside a mask of the best IoU of their masks with it; 0 without clicks. */
    private double about(Segment segment) {
        Sum sum = new Sum();
        segment.mask().forEachRun((from, to) -> {
            int first = Arrays.binarySearch(pixels, from);
            for (int k = first < 0 ? -first - 1 : first; k < pixels.length && pixels[k] < to; k++) {
                sum.add(answers.get(k).stream()
                        .mapToDouble(s -> Suppression.masks(s, segment))
                        .max()
                        .orElse(0));
            }
        });
        return sum.mean();
    }

    private static final class Sum {
        private double sum;
        private int count;

        void add(double value) {
            sum += value;
            count++;
        }

        double mean() {
            return count == 0 ? 0 : sum / count;
        }
    }
}
