package org.samovar.predict;

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

    /** The segments as a label map, every mask in full but for what better ones cover; ids 1, 2, ... with falling score. */
    public LabelMap labels() {
        return labels(0);
    }

    /**
     * The segments as a label map: where they overlap the one with the better score keeps the pixel.
     *
     * @param leastVisible a segment of which less than this part (0 to 1) is left by better ones is dropped
     * @return ids 1, 2, ... with falling score, without gaps
     */
    public LabelMap labels(double leastVisible) {
        int[] labels = new int[size.pixels()];
        int id = 0;
        for (Segment segment : segments) {
            int free = paint(segment, labels, 0);
            if (free > 0 && free >= leastVisible * segment.mask().area()) {
                id++;
                paint(segment, labels, id);
            }
        }
        return LabelMap.of(size.width(), size.height(), labels);
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
