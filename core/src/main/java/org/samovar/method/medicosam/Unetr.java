package org.samovar.method.medicosam;

import org.samovar.model.ImageFeatures;
import org.samovar.model.PromptableNetwork;
import org.samovar.nn.Layer;
import org.samovar.tensor.NeuralOps.Statistics;
import org.samovar.tensor.Tensor;

/**
 * Segmentation without prompts on the image encoder of a promptable network (paper 004, section 2.4; torch-em, {@code UNETR}; checkpoints
 * of micro-sam and MedicoSAM hold it as {@code decoder_state}). The keys of the network and of the decoder stand beside each other.
 */
public final class Unetr extends Layer {
    private final PromptableNetwork network;
    private final UnetrDecoder decoder;

    /**
     * @param network whose embeddings have a sixteenth of the side of its input
     * @param width channels of its embeddings
     * @param channels K, number of output channels
     */
    public Unetr(PromptableNetwork network, long width, long channels) {
        this.network = network;
        child("", network.layer());
        this.decoder = child("", new UnetrDecoder(width, channels));
    }

    /** The network whose image encoder is used. */
    public PromptableNetwork network() {
        return network;
    }

    /** Logits of an image, (B, K, S, S) of its input (B, 3, S, S). */
    public Tensor forward(ImageFeatures features, Statistics use) {
        return decoder.forward(features.embedding(), use);
    }
}
