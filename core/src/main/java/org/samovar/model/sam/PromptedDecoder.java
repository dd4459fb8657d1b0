package org.samovar.model.sam;

import org.samovar.model.DecodedMasks;
import org.samovar.model.DecoderExtras;
import org.samovar.model.ImageFeatures;
import org.samovar.model.MaskOutput;
import org.samovar.model.MaskPrediction;
import org.samovar.model.PromptTensors;
import org.samovar.model.decoder.PromptEmbedding;
import org.samovar.model.decoder.PromptEncoder;
import org.samovar.nn.Layer;
import org.samovar.nn.adapt.Additions;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;

/** What follows the image encoder of SAM and MobileSAM: prompt encoder and mask decoder. */
public final class PromptedDecoder extends Layer {
    private final PromptEncoder promptEncoder;
    private final MaskDecoder maskDecoder;

    public PromptedDecoder(Additions additions) {
        this.promptEncoder = child(
                "prompt_encoder",
                new PromptEncoder(Neck.OUT, ImageEncoder.PATCH, PromptEncoder.BoxCorners.AFTER_POINTS));
        this.maskDecoder = child("mask_decoder", new MaskDecoder(additions));
    }

    /** Prompts on an embedding (1 or P, 256, H, W) to masks (P, K, 4H, 4W). */
    public MaskPrediction forward(ImageFeatures features, PromptTensors prompts, MaskOutput output) {
        try (Scope scope = Scope.nested()) {
            int h = features.embedding().size(2);
            int w = features.embedding().size(3);
            PromptEmbedding embedded = promptEncoder.forward(prompts, h, w);
            Tensor positions = promptEncoder.positions(h, w);
            MaskPrediction masks = maskDecoder.forward(features.embedding(), positions, embedded, output);
            return new MaskPrediction(scope.keep(masks.logits()), scope.keep(masks.iou()), masks.objectScore());
        }
    }

    /** As {@link #forward(ImageFeatures, PromptTensors, MaskOutput)}, with everything that comes out of the decoder. */
    DecodedMasks forward(ImageFeatures features, PromptTensors prompts, DecoderExtras extras) {
        int h = features.embedding().size(2);
        int w = features.embedding().size(3);
        PromptEmbedding embedded = promptEncoder.forward(prompts, h, w);
        return maskDecoder.forward(features.embedding(), promptEncoder.positions(h, w), embedded, extras);
    }
}
