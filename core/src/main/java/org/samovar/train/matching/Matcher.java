package org.samovar.train.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.samovar.method.masksam.QueryPredictions;
import org.samovar.metric.Assignment;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Ops.Axes;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;

/** Finds in each slice the cheapest pairs of queries and targets, by classes, masks, auxiliary masks and boxes together. */
public final class Matcher {
    /** Stands for a cost that is not a number, so that a network that has diverged gets to its loss and is found out there. */
    private static final double WORST = 1e9;

    private final MatchingWeights weights;
    private final PointSampling sampling;

    public Matcher(MatchingWeights weights, PointSampling sampling) {
        this.weights = weights;
        this.sampling = sampling;
    }

    /** The cheapest pairs; targets beyond the number of queries are left out. */
    public Pairs match(QueryPredictions found, SliceTargets targets, SplittableRandom random) {
        double[][][] costs;
        try (Scope scope = Scope.inference()) {
            costs = costs(found, targets, random);
        }
        List<Pairs.Pair> pairs = new ArrayList<>();
        for (int s = 0; s < costs.length; s++) {
            int[] targetOf = Assignment.cheapest(costs[s]);
            for (int q = 0; q < targetOf.length; q++) {
                if (targetOf[q] >= 0) {
                    pairs.add(new Pairs.Pair(s, q, targetOf[q]));
                }
            }
        }
        return new Pairs(pairs);
    }

    /** S x N x as many as the slice has targets. */
    double[][][] costs(QueryPredictions found, SliceTargets targets, SplittableRandom random) {
        float[] masks = maskCosts(found, targets, random).toFloats(); // S N G
        float[] probabilities = Ops.softmax(found.classes(), -1).toFloats(); // S N (K + 1)
        float[] boxes = found.boxes().map(Tensor::toFloats).orElse(new float[0]); // S N 4
        int queries = found.masks().size(1);
        int most = targets.masks().size(1);
        int classes = found.classes().size(2);
        double[][][] costs = new double[targets.classes().size()][queries][];
        for (int s = 0; s < costs.length; s++) {
            int[] labels = targets.classes().get(s);
            for (int q = 0; q < queries; q++) {
                int query = s * queries + q;
                costs[s][q] = new double[labels.length];
                for (int g = 0; g < labels.length; g++) {
                    double cost = masks[query * most + g]
                            - weights.classes() * probabilities[query * classes + labels[g]]
                            + (boxes.length == 0 ? 0 : boxCost(boxes, 4 * query, targets.boxes()[s][g]));
                    costs[s][q][g] = Double.isFinite(cost) ? cost : WORST;
                }
            }
        }
        return costs;
    }

    /** What masks and auxiliary masks cost, (S, N, G). */
    private Tensor maskCosts(QueryPredictions found, SliceTargets targets, SplittableRandom random) {
        Tensor truth = targets.masks();
        boolean isWhole = sampling.isWhole((long) truth.size(2) * truth.size(3));
        Tensor points = isWhole ? truth : sampling.anywhere(random);
        Tensor wanted = isWhole ? flat(truth) : PointSampling.at(truth, points); // (S, G, L)
        Tensor masks = isWhole ? flat(found.masks()) : PointSampling.at(found.masks(), points); // (S, N, L)
        Tensor cost = cost(masks, wanted, weights.entropy(), weights.dice());
        if (found.auxiliaryMasks().isEmpty()) {
            return cost;
        }
        Tensor finest = found.auxiliaryMasks().get(0);
        Tensor auxiliary = isWhole ? flat(finest) : PointSampling.at(finest, points);
        return Ops.add(cost, cost(auxiliary, wanted, weights.auxiliaryEntropy(), weights.auxiliaryDice()));
    }

    private static Tensor flat(Tensor maps) {
        return maps.reshape(maps.size(0), maps.size(1), -1);
    }

    /** Binary cross entropy and Dice loss of each of N masks with each of G targets: logits (S, N, L), truth (S, G, L) to (S, N, G). */
    private static Tensor cost(Tensor logits, Tensor truth, double entropyWeight, double diceWeight) {
        Tensor turned = truth.transpose(1, 2); // (S, L, G)
        // the entropy of a logit x with a target t is softplus(x) - x t
        Tensor entropy = Ops.mul(
                Ops.sub(Ops.sum(Ops.softplus(logits), Axes.KEPT, 2), Ops.matmul(logits, turned)),
                entropyWeight / logits.size(2));
        Tensor p = Ops.sigmoid(logits);
        Tensor both = Ops.matmul(p, turned); // (S, N, G)
        Tensor all = Ops.add(
                Ops.sum(p, Axes.KEPT, 2), Ops.sum(truth, Axes.DROPPED, 2).unsqueeze(1)); // (S, N, G)
        Tensor dice = Ops.div(Ops.add(Ops.mul(both, 2), 1), Ops.add(all, 1));
        return Ops.add(entropy, Ops.mul(Ops.add(Ops.neg(dice), 1), diceWeight));
    }

    private double boxCost(float[] boxes, int at, float[] target) {
        double distance = 0;
        for (int i = 0; i < 4; i++) {
            distance += Math.abs(boxes[at + i] - target[i]);
        }
        return weights.boxDistance() * distance - weights.boxOverlap() * overlap(boxes, at, target);
    }

    /** The generalised IoU of two boxes (Rezatofighi et al. 2019). */
    private static double overlap(float[] boxes, int at, float[] b) {
        double width = Math.max(0, Math.min(boxes[at + 2], b[2]) - Math.max(boxes[at], b[0]));
        double height = Math.max(0, Math.min(boxes[at + 3], b[3]) - Math.max(boxes[at + 1], b[1]));
        double both = width * height;
        double all = (double) (boxes[at + 2] - boxes[at]) * (boxes[at + 3] - boxes[at + 1])
                + (double) (b[2] - b[0]) * (b[3] - b[1])
                - both;
        double hull = (double) (Math.max(boxes[at + 2], b[2]) - Math.min(boxes[at], b[0]))
                * (Math.max(boxes[at + 3], b[3]) - Math.min(boxes[at + 1], b[1]));
        return all <= 0 || hull <= 0 ? -1 : both / all - (hull - all) / hull;
    }
}
