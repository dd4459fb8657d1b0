package org.samovar.train;

import java.util.List;
import org.samovar.model.InputRule;
import org.samovar.train.augment.TrainingSample;

/**
 * Samples as arrays.
 *
 * @param images number of views
 * @param objects targets per view
 * @param size side of the views in pixels
 * @param pixels (images, 3, size, size), normalised as the network takes them
 * @param targets (images * objects, size / 2, size / 2) shares of foreground, the objects of a view after each other
 * @param ids of each view: ids of all of its objects on the grid of the targets, empty where objects without a label may be
 */
record Batch(int images, int objects, int size, float[] pixels, float[] targets, List<int[]> ids)
        implements TrainingBatch {
    Batch {
        ids = List.copyOf(ids);
    }

    /** Joins samples of one size and one number of targets. */
    static Batch of(List<TrainingSample> samples, InputRule rule) {
        TrainingSample first = samples.get(0);
        int size = first.size();
        int objects = first.targets().size();
        int plane = size * size;
        int grid = plane / 4;
        float[] pixels = new float[samples.size() * 3 * plane];
        float[] targets = new float[samples.size() * objects * grid];
        for (int b = 0; b < samples.size(); b++) {
            TrainingSample sample = samples.get(b);
            normalise(sample.pixels(), rule, pixels, b * 3 * plane);
            for (int k = 0; k < objects; k++) {
                System.arraycopy(sample.targets().get(k), 0, targets, (b * objects + k) * grid, grid);
            }
        }
        List<int[]> ids = samples.stream().map(TrainingSample::ids).toList();
        return new Batch(samples.size(), objects, size, pixels, targets, ids);
    }

    /** Puts the values of a view, 0 to 1, as the network takes them into an array. */
    static void normalise(float[] view, InputRule rule, float[] into, int at) {
        int plane = view.length / 3;
        for (int c = 0; c < 3; c++) {
            float mean = rule.mean().get(c).floatValue();
            float scale = 1 / rule.deviation().get(c).floatValue();
            for (int i = c * plane; i < (c + 1) * plane; i++) {
                into[at + i] = (view[i] - mean) * scale;
            }
        }
    }

    /** Number of prompts at a time. */
    int prompts() {
        return images * objects;
    }

    /** Side of the targets. */
    int grid() {
        return size / 2;
    }
}
