package org.samovar.train.objective;

import java.util.List;
import java.util.SplittableRandom;
import org.samovar.method.masksam.MaskSam;
import org.samovar.method.masksam.MaskSamConfig.AuxiliaryMasks;
import org.samovar.method.masksam.MaskSamConfig.Learning;
import org.samovar.method.masksam.QueryPredictions;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;
import org.samovar.train.matching.MatchedLosses;
import org.samovar.train.matching.Matcher;
import org.samovar.train.matching.MatchingWeights;
import org.samovar.train.matching.Pairs;
import org.samovar.train.matching.PointSampling;
import org.samovar.train.matching.SliceTargets;

/**
 * What MaskSAM learns from (section 2.8, equation 1): in each slice the classes that are there, the background included, are matched with the
 * queries, and classes, masks, auxiliary masks and boxes are drawn to them.
 */
final class MaskSamObjective implements SemanticObjective {
    private final MaskSam network;
    private final Matcher matcher;
    private final MatchedLosses losses;
    private final AuxiliaryMasks auxiliaryMasks;

    MaskSamObjective(MaskSam network) {
        Learning learning = network.config().learning();
        MatchingWeights weights = new MatchingWeights(
                learning.classes(),
                learning.noObject(),
                learning.entropy(),
                learning.dice(),
                learning.auxiliaryEntropy(),
                learning.auxiliaryDice(),
                learning.boxDistance(),
                learning.boxOverlap());
        PointSampling sampling = new PointSampling(learning.points(), learning.oversampling(), learning.importance());
        this.network = network;
        this.matcher = new Matcher(weights, sampling);
        this.losses = new MatchedLosses(weights, sampling);
        this.auxiliaryMasks = learning.auxiliaryMasks();
    }

    @Override
    public Tensor loss(Tensor patches, Tensor labels, SplittableRandom random) {
        QueryPredictions found = asLearned(network.forward(patches));
        SliceTargets targets = SliceTargets.of(labels.reshape(-1, labels.size(2), labels.size(3)));
        Pairs pairs = matcher.match(found, targets, random);
        return losses.of(found, targets, pairs, random);
    }

    private QueryPredictions asLearned(QueryPredictions found) {
        if (auxiliaryMasks == AuxiliaryMasks.LOGITS) {
            return found;
        }
        List<Tensor> twice = found.auxiliaryMasks().stream().map(Ops::sigmoid).toList();
        return new QueryPredictions(found.classes(), found.masks(), twice, found.boxes());
    }
}
