package org.samovar.train;

import org.samovar.method.medicosam.Unetr;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.NeuralOps.Interpolation;
import org.samovar.tensor.NeuralOps.Statistics;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/** How wrong a decoder beside a promptable network is (micro-sam, {@code JointSamTrainer._instance_iteration}). */
final class DecoderObjective {
    private final Unetr network;
    private final DecoderAim aim;

    DecoderObjective(Unetr network, DecoderAim aim) {
        this.network = network;
        this.aim = aim;
    }

    /**
     * The loss of a batch, a scalar.
     *
     * @param use the statistics of the decoder's batch norms
     */
    Tensor of(DecoderBatch batch, Statistics use) {
        int grid = batch.size() / 2;
        Tensor pixels = Tensors.of(batch.pixels(), batch.images(), 3, batch.size(), batch.size());
        Tensor target = Tensors.of(batch.targets(), batch.images(), aim.outputs(), grid, grid);
        Tensor logits = network.logits(network.network().encode(pixels), use); // (B, K, S, S)
        Tensor found =
                NeuralOps.resize(Ops.sigmoid(logits), Interpolation.BILINEAR, grid, grid); // (B, K, S / 2, S / 2)
        return aim.loss(found, target);
    }
}
