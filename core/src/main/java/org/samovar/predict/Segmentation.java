package org.samovar.predict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.samovar.geometry.Size;
import org.samovar.image.LabelMap;

/**
 * The masks of an image; they may overlap.
 *
 * @param size of the image
 * @param segments the best score first
 */
public record Segmentation(Size size, List<Segment> segments) {
    public Segmentation {
        segments = segments.stream()
                .sorted(Comparator.comparingDouble(Segment::score).reversed())
                .toList();
    }

    /** The segments as a label map: ids 1, 2, ... with falling score, where they overlap the one with the better score. */
    public LabelMap labels() {
        int[] labels = new int[size.pixels()];
        int id = 0;
        for (Segment segment : segments) {
            if (paint(segment, labels, 0) > 0) {
                id++;
                paint(segment, labels, id);
            }
        }
        return LabelMap.of(size.width(), size.height(), labels);
    }

    /** The segments of which at least a part (0 to 1) is not covered by better ones that are left. */
    public Segmentation visible(double least) {
        int[] taken = new int[size.pixels()];
        List<Segment> kept = new ArrayList<>();
        for (Segment segment : segments) {
            if (paint(segment, taken, 0) >= least * segment.mask().area()) {
                kept.add(segment);
                paint(segment, taken, 1);
            }
        }
        return new Segmentation(size, kept);
    }

    /** Gives the pixels of a segment that are free an id, 0 to leave them free; their number. */
    private static int paint(Segment segment, int[] labels, int id) {
        int[] count = new int[1];
        segment.mask().forEachRun((from, to) -> {
            for (int i = from; i < to; i++) {
                if (labels[i] == 0) {
                    labels[i] = id;
                    count[0]++;
                }
            }
        });
        return count[0];
    }
}
