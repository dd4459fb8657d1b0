package org.samovar.model.sam;

import java.util.Collections;
import java.util.List;
import org.samovar.geometry.Fit;
import org.samovar.model.AdaptableNetwork;
import org.samovar.model.DecodedMasks;
import org.samovar.model.DecoderExtras;
import org.samovar.model.ImageFeatures;
import org.samovar.model.InputRule;
import org.samovar.model.MaskOutput;
import org.samovar.model.MaskPrediction;
import org.samovar.model.PromptTensors;
import org.samovar.nn.Layer;
import org.samovar.nn.adapt.Additions;
import org.samovar.tensor.DType;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;

/**
 * Segment Anything (Kirillov et al. 2023): pixels (B, 3, S, S) to an embedding (B, 256, S/16, S/16), prompts to logits (P, K, S/4, S/4).
 *
 * <p>The keys are those of the published {@code sam_vit_*.pth} files. Reference: {@code segment_anything/modeling}. Within 1e-3 of the
 * deviation of the published code's outputs in float32.
 */
public final class Sam extends Layer implements AdaptableNetwork {
    private final ImageEncoder imageEncoder;
    private final PromptedDecoder decoder;
    private final InputRule input;
    private final SamConfig config;

    public Sam(SamConfig config) {
        this(config, Additions.none());
    }

    /** @param additions what a method adds inside of its layers */
    public Sam(SamConfig config, Additions additions) {
        this.config = config;
        this.imageEncoder = child("image_encoder", new ImageEncoder(config, additions));
        this.decoder = child("", new PromptedDecoder(additions));
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
            Tensor embedding = imageEncoder.forward(pixels).embedding(); // (B, 256, S/16, S/16)
            return new ImageFeatures(scope.keep(Ops.cast(embedding, DType.FLOAT32)), List.of());
        }
    }

    @Override
    public MaskPrediction decode(ImageFeatures features, PromptTensors prompts, MaskOutput output) {
        return decoder.forward(features, prompts, output);
    }

    @Override
    public int width() {
        return Neck.OUT;
    }

    @Override
    public int stride() {
        return ImageEncoder.PATCH;
    }

    @Override
    public List<Level> levels() {
        return Collections.nCopies(config.globalBlocks().size(), new Level(config.width(), ImageEncoder.PATCH));
    }

    @Override
    public Encoded encodeLevels(Tensor pixels) {
        ImageEncoder.Output out = imageEncoder.forward(pixels);
        Tensor embedding = Ops.cast(out.embedding(), DType.FLOAT32); // (B, 256, S/16, S/16)
        return new Encoded(new ImageFeatures(embedding, List.of()), out.levels());
    }

    @Override
    public DecodedMasks decode(ImageFeatures features, PromptTensors prompts, DecoderExtras extras) {
        return decoder.forward(features, prompts, extras);
    }
}
