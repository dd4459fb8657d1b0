package org.samovar.evaluate.labels;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.samovar.metric.InstanceAgreement;
import org.samovar.metric.InstanceMatching;
import org.samovar.metric.InstanceMatching.Pair;
import org.samovar.metric.LabelOverlaps;
import org.samovar.predict.Progress;

/**
 * Labels as objects, whatever their numbers: each is one object of an image or volume, and at each point in time another one.
 *
 * @param frames what the objects have in common at each point in time
 */
public record ObjectComparison(List<LabelOverlaps> frames) {
    private static final double MATCH = 0.5;

    public ObjectComparison {
        frames = List.copyOf(frames);
    }

    /**
     * A true object.
     *
     * @param frame its point in time, from 0
     * @param label its number
     * @param voxels that it has, or pixels
     * @param nearest the one with the greatest IoU among the objects that were found; empty where it was missed altogether
     * @param match as matched at an IoU of at least 0.5; empty where it is not
     */
    public record TrueObject(int frame, int label, long voxels, Optional<Pair> nearest, Optional<Pair> match) {}

    /**
     * Compares two label images, slice by slice.
     *
     * @throws org.samovar.geometry.UserError when a value is no label
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    public static ObjectComparison of(LabelPair pair, Progress progress) {
        List<LabelOverlaps> frames = new ArrayList<>();
        for (int t = 0; t < pair.frames(); t++) {
            progress.step(t, pair.frames(), "comparing objects");
            frames.add(LabelOverlaps.of(pair.truthAt(t), pair.foundAt(t)));
        }
        return new ObjectComparison(frames);
    }

    /** The objects that are the same at an IoU of at least 0.5, at all points in time together. */
    public InstanceMatching matching() {
        return InstanceMatching.of(frames, MATCH);
    }

    /** Average precisions and panoptic quality, at all points in time together. */
    public InstanceAgreement agreement() {
        return InstanceAgreement.of(frames);
    }

    /** The true objects by point in time and number. */
    public List<TrueObject> objects() {
        List<TrueObject> out = new ArrayList<>();
        for (int t = 0; t < frames.size(); t++) {
            int frame = t;
            LabelOverlaps overlaps = frames.get(t);
            Map<Integer, Pair> nearest = best(overlaps.pairs());
            Map<Integer, Pair> matches =
                    best(InstanceMatching.of(List.of(overlaps), MATCH).pairs());
            overlaps.truth()
                    .forEach((label, voxels) -> out.add(new TrueObject(
                            frame,
                            label,
                            voxels,
                            Optional.ofNullable(nearest.get(label)),
                            Optional.ofNullable(matches.get(label)))));
        }
        return out;
    }

    /** By true object. @param pairs best first */
    private static Map<Integer, Pair> best(List<Pair> pairs) {
        return pairs.stream().collect(Collectors.toMap(Pair::truth, pair -> pair, (first, later) -> first));
    }
}
