package org.samovar.train.matching;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.samovar.method.masksam.QueryPredictions;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Ops.Axes;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/** How far matched queries are from their targets; queries without one should say that there is no object. */
public final class MatchedLosses {
    private final MatchingWeights weights;
    private final PointSampling sampling;

    public MatchedLosses(MatchingWeights weights, PointSampling sampling) {
        this.weights = weights;
        this.sampling = sampling;
    }

    /** The weighted sum of all losses, a scalar; those of masks and boxes are means over the pairs. */
    public Tensor of(QueryPredictions found, SliceTargets targets, Pairs pairs, SplittableRandom random) {
        Tensor loss = Ops.mul(ofClasses(found.classes(), targets, pairs), weights.classes());
        Tensor truth = pairs.ofTargets(targets.masks()).unsqueeze(1); // (M, 1, H, W)
        loss = Ops.add(loss, ofMasks(pairs.ofQueries(found.masks()), truth, weights.entropy(), weights.dice(), random));
        Optional<Tensor> auxiliary = ofLevels(found.auxiliaryMasks(), truth, pairs, random);
        if (auxiliary.isPresent()) {
            loss = Ops.add(loss, auxiliary.get());
        }
        return found.boxes().isPresent() ? Ops.add(loss, ofBoxes(found.boxes().get(), targets, pairs)) : loss;
    }

    /** The cross entropy of classes, in which queries without a target weigh less. */
    Tensor ofClasses(Tensor logits, SliceTargets targets, Pairs pairs) {
        int queries = logits.size(1);
        int count = logits.size(0) * queries;
        int noObject = logits.size(2) - 1;
        long[] wanted = new long[count];
        float[] weight = new float[count];
        Arrays.fill(wanted, noObject);
        Arrays.fill(weight, (float) weights.noObject());
        for (Pairs.Pair pair : pairs.pairs()) {
            int at = pair.slice() * queries + pair.query();
            wanted[at] = targets.classes().get(pair.slice())[pair.target()];
            weight[at] = 1;
        }
        Tensor likelihood = Ops.logSoftmax(logits.reshape(count, -1), -1); // (S N, K + 1)
        Tensor own = Ops.gather(likelihood, 1, Tensors.of(wanted, count, 1)).squeeze(1); // (S N)
        Tensor weighted = Ops.mul(own, Tensors.of(weight, count));
        double sum = pairs.count() + weights.noObject() * (count - pairs.count());
        return Ops.mul(Ops.sum(weighted), -1 / sum);
    }

    /** Deep supervision: each coarser level weighs half of the one before, all of them 1 together. */
    private Optional<Tensor> ofLevels(List<Tensor> levels, Tensor truth, Pairs pairs, SplittableRandom random) {
        double sum = 2 - Math.pow(0.5, levels.size() - 1);
        Optional<Tensor> loss = Optional.empty();
        for (int i = 0; i < levels.size(); i++) {
            double share = Math.pow(0.5, i) / sum;
            Tensor one = ofMasks(
                    pairs.ofQueries(levels.get(i)),
                    truth,
                    share * weights.auxiliaryEntropy(),
                    share * weights.auxiliaryDice(),
                    random);
            loss = Optional.of(loss.map(l -> Ops.add(l, one)).orElse(one));
        }
        return loss;
    }

    /** Binary cross entropy and Dice loss of logits (M, h, w) with the truth (M, 1, H, W), means over masks. */
    Tensor ofMasks(Tensor logits, Tensor truth, double entropyWeight, double diceWeight, SplittableRandom random) {
        Tensor maps = logits.unsqueeze(1); // (M, 1, h, w)
        int h = maps.size(2);
        int w = maps.size(3);
        boolean isWhole = sampling.isWhole((long) h * w);
        Tensor points = isWhole ? maps : sampling.doubtful(maps, random);
        Tensor x = (isWhole ? PointSampling.whole(maps, h, w) : PointSampling.at(maps, points)).squeeze(1); // (M, L)
        Tensor t = (isWhole ? PointSampling.whole(truth, h, w) : PointSampling.at(truth, points)).squeeze(1);
        Tensor entropy = Ops.mean(NeuralOps.binaryCrossEntropy(x, t));
        Tensor p = Ops.sigmoid(x);
        Tensor both = Ops.sum(Ops.mul(p, t), Axes.DROPPED, 1); // (M)
        Tensor all = Ops.add(Ops.sum(p, Axes.DROPPED, 1), Ops.sum(t, Axes.DROPPED, 1)); // (M)
        Tensor dice = Ops.mean(Ops.div(Ops.add(Ops.mul(both, 2), 1), Ops.add(all, 1)));
        return Ops.add(Ops.mul(entropy, entropyWeight), Ops.mul(Ops.add(Ops.neg(dice), 1), diceWeight));
    }

    /** The L1 distance of boxes and one minus their generalised IoU (Rezatofighi et al. 2019), means over the pairs. */
    Tensor ofBoxes(Tensor boxes, SliceTargets targets, Pairs pairs) {
        Tensor a = pairs.ofQueries(boxes); // (M, 4)
        float[] wanted = new float[4 * pairs.count()];
        for (int i = 0; i < pairs.count(); i++) {
            Pairs.Pair pair = pairs.pairs().get(i);
            System.arraycopy(targets.boxes()[pair.slice()][pair.target()], 0, wanted, 4 * i, 4);
        }
        Tensor b = Tensors.of(wanted, pairs.count(), 4);
        Tensor distance = Ops.mul(Ops.sum(Ops.abs(Ops.sub(a, b))), weights.boxDistance() / pairs.count());
        Tensor overlap = Ops.mul(Ops.mean(overlap(a, b)), -weights.boxOverlap());
        return Ops.add(Ops.add(distance, overlap), weights.boxOverlap());
    }

    /** The generalised IoU of boxes (M, 4): (M, 1). */
    private static Tensor overlap(Tensor a, Tensor b) {
        Tensor low = Ops.maximum(first(a), first(b));
        Tensor high = Ops.minimum(second(a), second(b));
        Tensor both = area(Ops.relu(Ops.sub(high, low)));
        Tensor all = Ops.sub(Ops.add(area(Ops.sub(second(a), first(a))), area(Ops.sub(second(b), first(b)))), both);
        Tensor hull = area(Ops.sub(Ops.maximum(second(a), second(b)), Ops.minimum(first(a), first(b))));
        return Ops.sub(Ops.div(both, all), Ops.div(Ops.sub(hull, all), hull));
    }

    private static Tensor first(Tensor box) {
        return box.narrow(1, 0, 2);
    }

    private static Tensor second(Tensor box) {
        return box.narrow(1, 2, 2);
    }

    /** Widths and heights (M, 2) to (M, 1). */
    private static Tensor area(Tensor sides) {
        return Ops.mul(sides.narrow(1, 0, 1), sides.narrow(1, 1, 1));
    }
}
