package org.samovar.nn;

import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.NeuralOps.Statistics;
import org.samovar.tensor.Tensor;

/** Normalises channels over a batch and all places: {@code torch.nn.BatchNorm2d}, epsilon 1e-5. */
public final class BatchNorm extends Layer {
    private static final double EPSILON = 1e-5;

    private final Parameter weight;
    private final Parameter bias;
    private final Parameter mean;
    private final Parameter variance;

    public BatchNorm(long channels) {
        this.weight = learned("weight", Init.ones(), channels);
        this.bias = learned("bias", Init.zeros(), channels);
        this.mean = buffer("running_mean", Init.zeros(), channels);
        this.variance = buffer("running_var", Init.ones(), channels);
        buffer("num_batches_tracked", Init.zeros());
    }

    /** Any (B, C, ...). */
    public Tensor forward(Tensor x, Statistics use) {
        return NeuralOps.batchNorm(x, weight.value(), bias.value(), mean.value(), variance.value(), use, EPSILON);
    }
}
