package org.samovar.train.matching;

/**
 * How the parts of a matching's costs and of the loss weigh.
 *
 * @param classes of the cross entropy of classes; of a class's probability in the costs
 * @param noObject of queries without a target in the cross entropy
 * @param entropy of the binary cross entropy of masks
 * @param dice of their Dice loss
 * @param auxiliaryEntropy the same of auxiliary masks
 * @param auxiliaryDice the same of auxiliary masks
 * @param boxDistance of the L1 distance of boxes
 * @param boxOverlap of their generalised IoU
 */
public record MatchingWeights(
        double classes,
        double noObject,
        double entropy,
        double dice,
        double auxiliaryEntropy,
        double auxiliaryDice,
        double boxDistance,
        double boxOverlap) {}
