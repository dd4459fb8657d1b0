package org.samovar.model.sam2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samovar.model.DecodedMasks;
import org.samovar.model.DecoderExtras;
import org.samovar.model.ImageFeatures;
import org.samovar.model.MaskOutput;
import org.samovar.model.MaskPrediction;
import org.samovar.model.decoder.MaskHypernetworks;
import org.samovar.model.decoder.MaskUpscaling;
import org.samovar.model.decoder.PromptEmbedding;
import org.samovar.model.decoder.TwoWayTransformer;
import org.samovar.nn.Activation;
import org.samovar.nn.Conv2d;
import org.samovar.nn.Init;
import org.samovar.nn.Layer;
import org.samovar.nn.Mlp;
import org.samovar.nn.Parameter;
import org.samovar.nn.adapt.Additions;
import org.samovar.tensor.DType;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Ops.Axes;
import org.samovar.tensor.Tensor;

/**
 * The mask decoder of SAM 2: SAM's, with a token for the object's presence, fine features of the encoder and an IoU head that ends in a
 * sigmoid. Reference: {@code sam/mask_decoder.py}. Prefix {@code sam_mask_decoder}.
 */
final class MaskDecoder extends Layer {
    private static final String PART = "sam_mask_decoder";
    /** Tokens before those of the masks: of presence and of IoU. */
    private static final int HEAD_TOKENS = 2;

    private static final int MASK_TOKENS = 4;
    private static final double STABILITY_DELTA = 0.05;
    private static final double STABILITY_THRESHOLD = 0.98;

    private final TwoWayTransformer transformer;
    private final Parameter iouToken;
    private final Parameter maskTokens;
    private final Parameter objectToken;
    private final MaskUpscaling upscaling;
    private final Conv2d convS0;
    private final Conv2d convS1;
    private final MaskHypernetworks hypernetworks;
    private final Mlp iouHead;
    private final Mlp objectHead;
    private final Sam2Config.SingleMask singleMask;

    MaskDecoder(Sam2Config config, Additions additions) {
        int width = config.width();
        this.transformer = child(
                "transformer",
                new TwoWayTransformer(
                        new TwoWayTransformer.Config(
                                2, width, 8, config.decoderMlp(), TwoWayTransformer.MlpKeys.LAYERS),
                        PART + ".transformer",
                        additions));
        this.iouToken = learned("iou_token.weight", Init.normal(1), 1, width);
        this.maskTokens = learned("mask_tokens.weight", Init.normal(1), MASK_TOKENS, width);
        this.objectToken = learned("obj_score_token.weight", Init.normal(1), 1, width);
        this.upscaling = child("output_upscaling", new MaskUpscaling(width, PART + ".output_upscaling", additions));
        this.convS0 = child("conv_s0", Conv2d.pointwise(width, width / 8));
        this.convS1 = child("conv_s1", Conv2d.pointwise(width, width / 4));
        this.hypernetworks = child("output_hypernetworks_mlps", new MaskHypernetworks(MASK_TOKENS, width));
        this.iouHead = child("iou_prediction_head", new Mlp(width, width, MASK_TOKENS, 3, Activation.RELU));
        this.objectHead = child("pred_obj_score_head", new Mlp(width, width, 1, 3, Activation.RELU));
        this.singleMask = config.singleMask();
    }

    /**
     * Masks with the tokens that they were made from.
     *
     * @param tokens (P, K, D); for {@link MaskOutput#SINGLE} always the first mask token, whichever mask was chosen
     */
    record Decoded(MaskPrediction masks, Tensor tokens) {}

    /** Narrows the fine maps, strides 4 and 8, to what {@link #forward} adds. It belongs to the image: once an image is enough. */
    List<Tensor> fine(Tensor stride4, Tensor stride8) {
        return List.of(convS0.forward(stride4), convS1.forward(stride8)); // (B, D/8, S/4, S/4), (B, D/4, S/8, S/8)
    }

    /** Decodes P prompts on features of one image or of P images. */
    Decoded forward(ImageFeatures features, Tensor positions, PromptEmbedding prompts, MaskOutput output) {
        DecodedMasks all = forward(features, positions, prompts, DecoderExtras.none());
        int first = output == MaskOutput.MULTI ? 1 : 0;
        int kept = output == MaskOutput.MULTI ? MASK_TOKENS - 1 : 1;
        Tensor score = all.objectScore().orElseThrow(); // (P, 1)
        return new Decoded(
                choose(all.logits(), all.iou(), score, output), all.maskTokens().narrow(1, first, kept)); // (P, K, D)
    }

    /** Everything that comes out of the decoder. */
    DecodedMasks forward(ImageFeatures features, Tensor positions, PromptEmbedding prompts, DecoderExtras extras) {
        int count = prompts.sparse().size(0);
        List<Tensor> tokens = new ArrayList<>();
        Tensor fixed = Ops.cat(List.of(objectToken.value(), iouToken.value(), maskTokens.value()), 0); // (6, D)
        tokens.add(fixed.unsqueeze(0).expand(count, -1, -1));
        tokens.add(prompts.sparse());
        extras.tokens().ifPresent(extra -> tokens.add(extra.expand(count, -1, -1)));
        Tensor source = Ops.add(features.embedding(), prompts.dense()); // (1 or P, D, H, W)
        Tensor image = source.size(0) == count ? source : source.expand(count, -1, -1, -1); // (P, D, H, W)
        Tensor places =
                extras.positions().map(shift -> Ops.add(positions, shift)).orElse(positions);
        TwoWayTransformer.Output out = transformer.forward(image, places, Ops.cat(tokens, 1)); // (P, 6 + T + X, D)
        Tensor upscaled = upscaling.forward(out.image(), features.highResolution()); // (P, D/8, 4H, 4W)
        Tensor own = out.tokens().narrow(1, HEAD_TOKENS, MASK_TOKENS); // (P, 4, D)
        Tensor masks = hypernetworks.forward(own, 0, MASK_TOKENS, upscaled); // (P, 4, 4H, 4W)
        Tensor iou = Ops.cast(Ops.sigmoid(iouHead.forward(out.tokens().select(1, 1))), DType.FLOAT32); // (P, 4)
        Tensor object = Ops.cast(objectHead.forward(out.tokens().select(1, 0)), DType.FLOAT32); // (P, 1)
        int extra = extras.tokens().map(t -> t.size(1)).orElse(0);
        return new DecodedMasks(
                masks,
                iou,
                Optional.of(object),
                own,
                out.tokens().narrow(1, out.tokens().size(1) - extra, extra), // (P, X, D)
                out.image(),
                upscaled);
    }

    private MaskPrediction choose(Tensor masks, Tensor iou, Tensor object, MaskOutput output) {
        Tensor candidates = masks.narrow(1, 1, 3); // (P, 3, 4H, 4W)
        Tensor scores = iou.narrow(1, 1, 3); // (P, 3)
        if (output == MaskOutput.MULTI) {
            return new MaskPrediction(candidates, scores, Optional.of(object));
        }
        Tensor first = masks.narrow(1, 0, 1); // (P, 1, 4H, 4W)
        Tensor firstScore = iou.narrow(1, 0, 1); // (P, 1)
        if (singleMask == Sam2Config.SingleMask.FIRST_TOKEN) {
            return new MaskPrediction(first, firstScore, Optional.of(object));
        }
        Tensor best = Ops.argmax(scores, 1).unsqueeze(1); // (P, 1)
        Tensor bestMask =
                Ops.gather(candidates, 1, best.unsqueeze(-1).unsqueeze(-1).expand(-1, 1, masks.size(2), masks.size(3)));
        Tensor stable = stable(first); // (P, 1)
        return new MaskPrediction(
                Ops.where(stable.unsqueeze(-1).unsqueeze(-1), first, bestMask),
                Ops.where(stable, firstScore, Ops.gather(scores, 1, best)),
                Optional.of(object));
    }

    /** Whether a mask (P, 1, h, w) hardly changes when its threshold moves: (P, 1). */
    private static Tensor stable(Tensor mask) {
        Tensor inner = area(mask, STABILITY_DELTA);
        Tensor outer = area(mask, -STABILITY_DELTA);
        Tensor score = Ops.where(Ops.greater(outer, 0), Ops.div(inner, outer), Ops.full(outer, 1, 1));
        return Ops.equal(Ops.cast(Ops.greater(Ops.full(score, STABILITY_THRESHOLD, 1), score), DType.FLOAT32), 0);
    }

    private static Tensor area(Tensor mask, double threshold) {
        return Ops.sum(Ops.cast(Ops.greater(mask, threshold), DType.FLOAT32), Axes.DROPPED, 2, 3); // (P, 1)
    }
}
