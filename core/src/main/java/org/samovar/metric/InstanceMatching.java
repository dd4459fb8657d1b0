package org.samovar.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.samovar.geometry.UserError;
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
     * A match.
     *
     * @param truth id of the true object
     * @param predicted id of the predicted object
     * @param iou intersection over union, at least the threshold
     */
    public record Pair(int truth, int predicted, double iou) {}

    /**
     * Matches two label maps of one size.
     *
     * @param threshold 0.5 to 1
     */
    public static InstanceMatching of(LabelMap truth, LabelMap predicted, double threshold) {
        if (!(threshold >= 0.5 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold " + threshold + " is not within 0.5 to 1");
        }
        if (!truth.size().equals(predicted.size())) {
            throw new UserError("A prediction of " + predicted.size() + " pixels does not fit labels of " + truth.size()
                    + " pixels.");
        }
        Map<Integer, Integer> trueAreas = truth.areas();
        Map<Integer, Integer> predictedAreas = predicted.areas();
        List<Pair> candidates = new ArrayList<>();
        overlaps(truth, predicted).forEach((key, common) -> {
            int t = (int) (key >>> 32);
            int p = (int) (long) key;
            double union = (double) trueAreas.getOrDefault(t, 0) + predictedAreas.getOrDefault(p, 0) - common;
            if (common / union >= threshold) {
                candidates.add(new Pair(t, p, common / union));
            }
        });
        List<Pair> pairs = best(candidates);
        return new InstanceMatching(pairs, predictedAreas.size() - pairs.size(), trueAreas.size() - pairs.size());
    }

    private static List<Pair> best(List<Pair> candidates) {
        candidates.sort(Comparator.comparingDouble(Pair::iou)
                .reversed()
                .thenComparingInt(Pair::truth)
                .thenComparingInt(Pair::predicted));
        Set<Integer> takenTruth = new HashSet<>();
        Set<Integer> takenPredicted = new HashSet<>();
        List<Pair> pairs = new ArrayList<>();
        for (Pair pair : candidates) {
            if (!takenTruth.contains(pair.truth) && !takenPredicted.contains(pair.predicted)) {
                takenTruth.add(pair.truth);
                takenPredicted.add(pair.predicted);
                pairs.add(pair);
            }
        }
        return pairs;
    }

    /** Common pixels of every two objects that touch; the true id is the upper half of the key. */
    private static Map<Long, Integer> overlaps(LabelMap truth, LabelMap predicted) {
        Map<Long, Integer> overlaps = new HashMap<>();
        int[] a = truth.labels();
        int[] b = predicted.labels();
        for (int i = 0; i < a.length; i++) {
            if (a[i] != 0 && b[i] != 0) {
                overlaps.merge((long) a[i] << 32 | b[i], 1, Integer::sum);
            }
        }
        return overlaps;
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
}
