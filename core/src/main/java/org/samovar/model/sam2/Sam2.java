package org.samovar.model.sam2;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.samovar.geometry.Fit;
import org.samovar.geometry.UserError;
import org.samovar.model.AdaptableNetwork;
import org.samovar.model.DecodedMasks;
import org.samovar.model.DecoderExtras;
import org.samovar.model.ImageFeatures;
import org.samovar.model.InputRule;
import org.samovar.model.MaskOutput;
import org.samovar.model.MaskPrediction;
import org.samovar.model.PromptTensors;
import org.samovar.model.decoder.PromptEmbedding;
import org.samovar.model.decoder.PromptEncoder;
import org.samovar.nn.Init;
import org.samovar.nn.Layer;
import org.samovar.nn.Parameter;
import org.samovar.nn.adapt.Additions;
import org.samovar.tensor.DType;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;

/**
 * SAM 2 and 2.1 (Ravi et al. 2024): on images by {@link #encode} and {@link #decode}, on videos by {@link #encode} and {@link #frameStep}.
 *
 * <p>Pixels (B, 3, S, S) to an embedding (B, D, S/16, S/16) and fine features (B, D/8, S/4, S/4), (B, D/4, S/8, S/8); prompts to logits
 * (P, K, S/4, S/4). Other sizes than the configured one work too, in multiples of 32 that the windows of the position map divide.
 * Reference: {@code sam2/modeling/sam2_base.py} and {@code sam2_image_predictor.py}; the predictor's clamp of logits to ±32 is part of
 * {@link #decode}. Within 1e-3 of the deviation of the official outputs in float32.
 */
public final class Sam2 extends Layer implements AdaptableNetwork {
    private static final int STRIDE = 16;
    private static final double LOGIT_LIMIT = 32;

    private final Hiera trunk;
    private final FpnNeck neck;
    private final PromptEncoder promptEncoder;
    private final MaskDecoder maskDecoder;
    private final Parameter noMemory;
    private final Optional<FrameStep> frameStep;
    private final InputRule input;
    private final Sam2Config config;

    public Sam2(Sam2Config config) {
        this(config, Additions.none());
    }

    /** @param additions what a method adds inside of its layers */
    public Sam2(Sam2Config config, Additions additions) {
        this.config = config;
        int width = config.width();
        this.noMemory = learned("no_mem_embed", Init.truncatedNormal(0.02), 1, 1, width);
        Optional<VideoMemory> memory = config.memory() == Sam2Config.Memory.WITH
                ? Optional.of(child("", new VideoMemory(config, additions)))
                : Optional.empty();
        this.trunk = child("image_encoder.trunk", new Hiera(config, additions));
        this.neck = child("image_encoder.neck", new FpnNeck(config, additions));
        this.promptEncoder =
                child("sam_prompt_encoder", new PromptEncoder(width, STRIDE, PromptEncoder.BoxCorners.BEFORE_POINTS));
        this.maskDecoder = child("sam_mask_decoder", new MaskDecoder(config, additions));
        this.frameStep = memory.map(m -> new FrameStep(promptEncoder, maskDecoder, noMemory, m));
        this.input = InputRule.imageNet(config.imageSize(), Fit.STRETCH);
    }

    /**
     * The step from frame to frame of a volume or video.
     *
     * @throws UserError for a network that was built without a memory
     */
    public FrameStep frameStep() {
        return frameStep.orElseThrow(() -> new UserError(
                "This model has no memory: it segments single images and cannot follow an object through a volume."));
    }

    /** What it is made of. */
    public Sam2Config config() {
        return config;
    }

    /** Whether it was built with a memory, so that it can follow objects. */
    public boolean hasMemory() {
        return frameStep.isPresent();
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
            return encodeLevels(pixels).features().keep(scope);
        }
    }

    @Override
    public Encoded encodeLevels(Tensor pixels) {
        List<Tensor> stages = trunk.forward(pixels.check("The input of SAM 2", -1, 3, -1, -1));
        List<Tensor> levels = neck.forward(stages);
        List<Tensor> fine = maskDecoder.fine(levels.get(0), levels.get(1));
        Tensor embedding = Ops.add(levels.get(2), noMemory.value().reshape(1, -1, 1, 1)); // (B, D, S/16, S/16)
        ImageFeatures features = new ImageFeatures(
                Ops.cast(embedding, DType.FLOAT32),
                fine.stream().map(f -> Ops.cast(f, DType.FLOAT32)).toList());
        return new Encoded(features, stages);
    }

    @Override
    public MaskPrediction decode(ImageFeatures features, PromptTensors prompts, MaskOutput output) {
        try (Scope scope = Scope.nested()) {
            int h = features.embedding().size(2);
            int w = features.embedding().size(3);
            PromptEmbedding embedded = promptEncoder.forward(prompts, h, w);
            MaskPrediction p = maskDecoder
                    .forward(features, promptEncoder.positions(h, w), embedded, output)
                    .masks();
            Tensor logits = Ops.clamp(p.logits(), -LOGIT_LIMIT, LOGIT_LIMIT);
            p.objectScore().ifPresent(scope::keep);
            return new MaskPrediction(scope.keep(logits), scope.keep(p.iou()), p.objectScore());
        }
    }

    @Override
    public DecodedMasks decode(ImageFeatures features, PromptTensors prompts, DecoderExtras extras) {
        int h = features.embedding().size(2);
        int w = features.embedding().size(3);
        PromptEmbedding embedded = promptEncoder.forward(prompts, h, w);
        return maskDecoder.forward(features, promptEncoder.positions(h, w), embedded, extras);
    }

    /** Prompts as a mask decoder takes them, for an embedding of this height and width. */
    public PromptEmbedding embed(PromptTensors prompts, int height, int width) {
        return promptEncoder.forward(prompts, height, width);
    }

    /** The position of each cell of an embedding: (1, D, H, W). */
    public Tensor positions(int height, int width) {
        return promptEncoder.positions(height, width);
    }

    @Override
    public int width() {
        return config.width();
    }

    @Override
    public int stride() {
        return STRIDE;
    }

    @Override
    public List<Level> levels() {
        return IntStream.range(0, config.stages().size())
                .mapToObj(i -> new Level(config.stageWidth(i), 4 << i))
                .toList();
    }
}
