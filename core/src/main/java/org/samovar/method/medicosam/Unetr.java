package org.samovar.method.medicosam;

import org.samovar.model.ImageFeatures;
import org.samovar.model.PromptableNetwork;
import org.samovar.nn.Layer;
import org.samovar.tensor.DType;
import org.samovar.tensor.NeuralOps.Statistics;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;

/**
 * A promptable network with a decoder beside its own that segments without prompts (paper 004, section 2.2; torch-em, {@code UNETR}). The
 * keys are those of the network, and those of a published {@code decoder_state} after {@code decoder.}, so that files of both go on being
 * files of the network.
 */
public final class Unetr extends Layer {
    /** Under which the decoder stands among the keys. */
    public static final String DECODER = "decoder";
    /** Channels of the finest maps of published decoders. */
    public static final int PUBLISHED_FEATURES = 64;

    private final PromptableNetwork network;
    private final UnetrDecoder decoder;
    private final int outputs;

    /**
     * @param network whose embeddings have a sixteenth of the side of its input
     * @param width channels of its embeddings
     * @param features channels of the decoder's finest maps
     * @param outputs K
     */
    public Unetr(PromptableNetwork network, int width, int features, int outputs) {
        this.network = network;
        this.outputs = outputs;
        child("", network.layer());
        this.decoder = child(DECODER, new UnetrDecoder(width, features, new ImageHead(features, outputs)));
    }

    /** The network whose image encoder is used. */
    public PromptableNetwork network() {
        return network;
    }

    /** K. */
    public int outputs() {
        return outputs;
    }

    /**
     * The outputs before the sigmoid, (B, K, S, S) float32 of what was an input (B, 3, S, S).
     *
     * @param use the statistics of batch norms: of the batch in training, where the running ones move, otherwise the running ones
     */
    public Tensor logits(ImageFeatures features, Statistics use) {
        try (Scope scope = Scope.nested()) {
            return scope.keep(Ops.cast(decoder.forward(features.embedding(), use), DType.FLOAT32));
        }
    }
}
