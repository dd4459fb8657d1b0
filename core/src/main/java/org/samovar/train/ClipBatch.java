package org.samovar.train;

import java.util.ArrayList;
import java.util.List;
import org.samovar.model.InputRule;
import org.samovar.train.augment.ClipSample;
import org.samovar.train.augment.Shot;
import org.samovar.train.augment.ViewChange;

/**
 * Clips of one kind and length as arrays.
 *
 * @param clips P, number of clips
 * @param size S, side of the views in pixels
 * @param kind how the frames of a clip belong together
 * @param frames in order
 */
record ClipBatch(int clips, int size, Shot.Kind kind, List<Frame> frames) implements TrainingBatch {
    /**
     * One frame of every clip.
     *
     * @param pixels (P, 3, S, S), normalised as the network takes them
     * @param targets (P, S / 2, S / 2) shares of foreground
     * @param fromPrevious for each clip, where the places of this view are in the one before
     */
    record Frame(float[] pixels, float[] targets, List<ViewChange> fromPrevious) {
        Frame {
            fromPrevious = List.copyOf(fromPrevious);
        }
    }

    ClipBatch {
        frames = List.copyOf(frames);
    }

    /** Joins clips of one kind, size and length. */
    static ClipBatch of(List<ClipSample> samples, InputRule rule) {
        ClipSample first = samples.get(0);
        List<Frame> frames = new ArrayList<>();
        for (int t = 0; t < first.frames().size(); t++) {
            int at = t;
            frames.add(frame(samples.stream().map(clip -> clip.frames().get(at)).toList(), rule));
        }
        return new ClipBatch(samples.size(), first.size(), first.kind(), frames);
    }

    private static Frame frame(List<ClipSample.Frame> views, InputRule rule) {
        int values = views.get(0).pixels().length;
        int cells = views.get(0).target().length;
        float[] pixels = new float[views.size() * values];
        float[] targets = new float[views.size() * cells];
        for (int b = 0; b < views.size(); b++) {
            Batch.normalise(views.get(b).pixels(), rule, pixels, b * values);
            System.arraycopy(views.get(b).target(), 0, targets, b * cells, cells);
        }
        return new Frame(
                pixels,
                targets,
                views.stream().map(ClipSample.Frame::fromPrevious).toList());
    }

    @Override
    public int images() {
        return clips * frames.size();
    }

    /** Side of the targets. */
    int grid() {
        return size / 2;
    }
}
