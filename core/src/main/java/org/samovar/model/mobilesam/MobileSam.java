package org.samovar.model.mobilesam;

import java.util.List;
import org.samovar.geometry.Fit;
import org.samovar.model.ImageFeatures;
import org.samovar.model.InputRule;
import org.samovar.model.MaskOutput;
import org.samovar.model.MaskPrediction;
import org.samovar.model.PromptTensors;
import org.samovar.model.PromptableNetwork;
import org.samovar.model.sam.PromptedDecoder;
import org.samovar.nn.Layer;
import org.samovar.nn.adapt.Additions;
import org.samovar.tensor.DType;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;

/**
 * MobileSAM (Zhang et al. 2023): pixels (B, 3, S, S) to an embedding (B, 256, S/16, S/16), prompts to logits (P, K, S/4, S/4).
 *
 * <p>The keys are those of the published {@code mobile_sam.pt}. Reference: {@code mobile_sam/modeling}. Within 1e-3 of the deviation of
 * the published code's outputs in float32.
 */
public final class MobileSam extends Layer implements PromptableNetwork {
    private final TinyVit imageEncoder;
    private final PromptedDecoder decoder;
    private final InputRule input;

    public MobileSam(MobileSamConfig config) {
        this.imageEncoder = child("image_encoder", new TinyVit(config));
        this.decoder = child("", new PromptedDecoder(Additions.none()));
        this.input = InputRule.imageNet(config.imageSize(), Fit.LONGEST_SIDE);
    }

    @Override
    public InputRule input() {
        return input;
    }

    @Override
    public Layer layer() {
        return this;
    }

    @Override
    public ImageFeatures encode(Tensor pixels) {
        try (Scope scope = Scope.nested()) {
            Tensor embedding = imageEncoder.forward(pixels); // (B, 256, S/16, S/16)
            return new ImageFeatures(scope.keep(Ops.cast(embedding, DType.FLOAT32)), List.of());
        }
    }

    @Override
    public MaskPrediction decode(ImageFeatures features, PromptTensors prompts, MaskOutput output) {
        return decoder.forward(features, prompts, output);
    }
}
