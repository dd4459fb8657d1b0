package org.samovar.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.samovar.image.LabelMap;

/**
 * Which predicted objects are which true ones: pairs with an intersection over union of at least the threshold, each
 * object in one pair at most. From 0.5 on no pair takes another's place, so that taking the best pairs first is the best
 * matching.
 *
 * @param pairs the matches, best first
 * @param falsePositives predicted objects without a partner
 * @param falseNegatives true objects without a partner
 */
public record InstanceMatching(List<Pair> pairs, int falsePositives, int falseNegatives) {
    public InstanceMatching {
        pairs = List.copyOf(pairs);
    }

    /**
     * Two objects that have something in common.
     *
     * @param truth id of the true object
     * @param predicted id of the predicted object
     * @param iou intersection over union; of a match at least the threshold
     */
    public record Pair(int truth, int predicted, double iou) {
        /** Dice coefficient of the same two, which follows from their IoU. */
        public double dice() {
            return 2 * iou / (1 + iou);
        }
    }

    /**
     * Matches two label maps of one size.
     *
     * @param threshold 0.5 to 1
     */
    public static InstanceMatching of(LabelMap truth, LabelMap predicted, double threshold) {
        return of(List.of(LabelOverlaps.of(truth, predicted)), threshold);
    }

    /**
     * Matches objects at each point in time by themselves, and counts them together; the ids of a pair are those of its point in time.
     *
     * @param frames the points in time, or one for what has no time
     * @param threshold 0.5 to 1
     */
    public static InstanceMatching of(List<LabelOverlaps> frames, double threshold) {
        if (!(threshold >= 0.5 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold " + threshold + " is not within 0.5 to 1");
        }
        List<Pair> pairs = new ArrayList<>();
        int trueObjects = 0;
        int predictedObjects = 0;
        for (LabelOverlaps frame : frames) {
            pairs.addAll(best(frame.pairs(), threshold));
            trueObjects += frame.truth().size();
            predictedObjects += frame.predicted().size();
        }
        pairs.sort(Comparator.comparingDouble(Pair::iou).reversed());
        return new InstanceMatching(pairs, predictedObjects - pairs.size(), trueObjects - pairs.size());
    }

    /** @param candidates best first */
    private static List<Pair> best(List<Pair> candidates, double threshold) {
        Set<Integer> takenTruth = new HashSet<>();
        Set<Integer> takenPredicted = new HashSet<>();
        List<Pair> pairs = new ArrayList<>();
        for (Pair pair : candidates) {
            if (pair.iou() >= threshold
                    && !takenTruth.contains(pair.truth)
                    && !takenPredicted.contains(pair.predicted)) {
                takenTruth.add(pair.truth);
                takenPredicted.add(pair.predicted);
                pairs.add(pair);
            }
        }
        return pairs;
    }

    public int truePositives() {
        return pairs.size();
    }

    /**
     * TP / (TP + FP + FN), the average precision of the 2018 Data Science Bowl (Caicedo et al., Nature Methods 16, 2019); 1
     * when there are no objects at all.
     */
    public double averagePrecision() {
        int all = truePositives() + falsePositives + falseNegatives;
        return all == 0 ? 1 : (double) truePositives() / all;
    }

    /** Sum of the matches' IoU over TP + FP / 2 + FN / 2 (Kirillov et al., Panoptic Segmentation, CVPR 2019); 1 without objects. */
    public double panopticQuality() {
        double all = truePositives() + 0.5 * falsePositives + 0.5 * falseNegatives;
        return all == 0 ? 1 : pairs.stream().mapToDouble(Pair::iou).sum() / all;
    }

    /** Share of the predicted objects that are matches; empty where nothing was predicted. */
    public OptionalDouble precision() {
        return share(truePositives() + falsePositives);
    }

    /** Share of the true objects that are matches; empty where there are none. */
    public OptionalDouble recall() {
        return share(truePositives() + falseNegatives);
    }

    private OptionalDouble share(int all) {
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) truePositives() / all);
    }

    /** Harmonic mean of precision and recall, TP / (TP + FP / 2 + FN / 2); 1 without objects. */
    public double f1() {
        double all = truePositives() + 0.5 * falsePositives + 0.5 * falseNegatives;
        return all == 0 ? 1 : truePositives() / all;
    }

    /** Mean IoU of the matches; empty where there are none. */
    public OptionalDouble meanIou() {
        return pairs.stream().mapToDouble(Pair::iou).average();
    }
}
