package org.samovar.model.sam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samovar.model.DecodedMasks;
import org.samovar.model.DecoderExtras;
import org.samovar.model.MaskOutput;
import org.samovar.model.MaskPrediction;
import org.samovar.model.decoder.MaskHypernetworks;
import org.samovar.model.decoder.MaskUpscaling;
import org.samovar.model.decoder.PromptEmbedding;
import org.samovar.model.decoder.TwoWayTransformer;
import org.samovar.nn.Activation;
import org.samovar.nn.Init;
import org.samovar.nn.Layer;
import org.samovar.nn.Mlp;
import org.samovar.nn.Parameter;
import org.samovar.nn.adapt.Additions;
import org.samovar.tensor.DType;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * Prompts and an image embedding become masks and an estimate of their quality (Kirillov et al. 2023, figure 14; {@code
 * MaskDecoder}). The first of its four masks answers unambiguous prompts, the other three are candidates.
 */
public final class MaskDecoder extends Layer {
    private static final String PART = "mask_decoder";
    private static final int MASKS = 4;
    private static final int IOU_WIDTH = 256;

    private final TwoWayTransformer transformer;
    private final Parameter iouToken;
    private final Parameter maskTokens;
    private final MaskUpscaling upscaling;
    private final MaskHypernetworks hypernetworks;
    private final Mlp iouHead;

    public MaskDecoder(Additions additions) {
        TwoWayTransformer.Config config = TwoWayTransformer.Config.published(TwoWayTransformer.MlpKeys.LIN);
        int width = config.width();
        this.transformer = child("transformer", new TwoWayTransformer(config, PART + ".transformer", additions));
        this.iouToken = learned("iou_token.weight", Init.normal(1), 1, width);
        this.maskTokens = learned("mask_tokens.weight", Init.normal(1), MASKS, width);
        this.upscaling = child("output_upscaling", new MaskUpscaling(width, PART + ".output_upscaling", additions));
        this.hypernetworks = child("output_hypernetworks_mlps", new MaskHypernetworks(MASKS, width));
        this.iouHead = child("iou_prediction_head", new Mlp(width, IOU_WIDTH, MASKS, 3, Activation.RELU));
    }

    /** The streams after the transformer, and the image at the size of masks. */
    private record Transformed(Tensor own, Tensor extra, Tensor image, Tensor upscaled) {}

    /**
     * Decodes P prompts.
     *
     * @param embedding (1 or P, C, H, W) of one image for all prompts or of one for each
     * @param positions (1, C, H, W)
     */
    public MaskPrediction forward(Tensor embedding, Tensor positions, PromptEmbedding prompts, MaskOutput output) {
        Transformed out = transform(embedding, positions, prompts, DecoderExtras.none());
        int first = output == MaskOutput.SINGLE ? 0 : 1;
        int masks = output == MaskOutput.SINGLE ? 1 : MASKS - 1;
        Tensor logits = hypernetworks.forward(out.own.narrow(1, 1, MASKS), first, masks, out.upscaled);
        return new MaskPrediction(logits, iou(out).narrow(1, first, masks), Optional.empty());
    }

    /** As {@link #forward}, with everything that comes out of it. */
    public DecodedMasks forward(Tensor embedding, Tensor positions, PromptEmbedding prompts, DecoderExtras extras) {
        Transformed out = transform(embedding, positions, prompts, extras);
        Tensor maskTokens = out.own.narrow(1, 1, MASKS); // (P, 4, C)
        Tensor logits = hypernetworks.forward(maskTokens, 0, MASKS, out.upscaled); // (P, 4, 4H, 4W)
        return new DecodedMasks(logits, iou(out), Optional.empty(), maskTokens, out.extra, out.image, out.upscaled);
    }

    private Transformed transform(Tensor embedding, Tensor positions, PromptEmbedding prompts, DecoderExtras extras) {
        int count = prompts.sparse().size(0);
        List<Tensor> tokens = new ArrayList<>();
        Tensor own = Ops.cat(List.of(iouToken.value(), maskTokens.value()), 0).unsqueeze(0); // (1, 5, C)
        tokens.add(own.expand(count, -1, -1));
        tokens.add(prompts.sparse());
        extras.tokens().ifPresent(extra -> tokens.add(extra.expand(count, -1, -1)));
        Tensor image = Ops.add(embedding, prompts.dense()).expand(count, -1, -1, -1); // (P, C, H, W)
        Tensor places =
                extras.positions().map(shift -> Ops.add(positions, shift)).orElse(positions);
        TwoWayTransformer.Output out = transformer.forward(image, places, Ops.cat(tokens, 1)); // (P, 5 + T + X, C)
        int extra = extras.tokens().map(t -> t.size(1)).orElse(0);
        return new Transformed(
                out.tokens(),
                out.tokens().narrow(1, out.tokens().size(1) - extra, extra),
                out.image(),
                upscaling.forward(out.image(), List.of())); // (P, C / 8, 4H, 4W)
    }

    private Tensor iou(Transformed out) {
        return Ops.cast(iouHead.forward(out.own.select(1, 0)), DType.FLOAT32); // (P, 4)
    }
}
