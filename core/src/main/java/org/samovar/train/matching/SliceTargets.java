package org.samovar.train.matching;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/**
 * What is to be found in S slices: a mask, a box and a class for each class that is there, the background included.
 *
 * @param masks (S, G, H, W) of zeros and ones, G the most classes of a slice; empty masks where a slice has fewer
 * @param boxes S x G x 4: x0, y0, x1, y1 of the pixels' outer edges, as shares of the slice
 * @param classes of the masks of each slice, without the empty ones
 */
public record SliceTargets(Tensor masks, float[][][] boxes, List<int[]> classes) {
    /**
     * Takes labels apart.
     *
     * @param labels (S, H, W) of classes from 0, by any whole-number type
     */
    public static SliceTargets of(Tensor labels) {
        long[] values = labels.toLongs();
        int height = labels.size(1);
        int width = labels.size(2);
        int pixels = height * width;
        List<int[]> classes = IntStream.range(0, labels.size(0))
                .mapToObj(s -> Arrays.stream(values, s * pixels, (s + 1) * pixels)
                        .mapToInt(Math::toIntExact)
                        .distinct()
                        .sorted()
                        .toArray())
                .toList();
        int most = classes.stream().mapToInt(c -> c.length).max().orElse(1);
        float[] masks = new float[Math.multiplyExact(classes.size() * most, pixels)];
        float[][][] boxes = new float[classes.size()][most][];
        for (int s = 0; s < classes.size(); s++) {
            for (int g = 0; g < classes.get(s).length; g++) {
                Extent extent = new Extent(width, height);
                int label = classes.get(s)[g];
                for (int i = 0; i < pixels; i++) {
                    if (values[s * pixels + i] == label) {
                        masks[(s * most + g) * pixels + i] = 1;
                        extent.add(i % width, i / width);
                    }
                }
                boxes[s][g] = extent.box();
            }
        }
        return new SliceTargets(Tensors.of(masks, classes.size(), most, height, width), boxes, classes);
    }

    /** Number of masks over all slices. */
    public int count() {
        return classes.stream().mapToInt(c -> c.length).sum();
    }

    private static final class Extent {
        private final int width;
        private final int height;
        private int left = Integer.MAX_VALUE;
        private int top = Integer.MAX_VALUE;
        private int right;
        private int bottom;

        Extent(int width, int height) {
            this.width = width;
            this.height = height;
        }

        void add(int x, int y) {
            left = Math.min(left, x);
            top = Math.min(top, y);
            right = Math.max(right, x + 1);
            bottom = Math.max(bottom, y + 1);
        }

        float[] box() {
            return new float[] {
                (float) left / width, (float) top / height, (float) right / width, (float) bottom / height
            };
        }
    }
}
