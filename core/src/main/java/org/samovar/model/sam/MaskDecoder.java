package org.samovar.model.sam;

import java.util.List;
import java.util.Optional;
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
import org.samovar.tensor.DType;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * Prompts and an image embedding become masks and an estimate of their quality (Kirillov et al. 2023, figure 14; {@code
 * MaskDecoder}). The first of its four masks answers unambiguous prompts, the other three are candidates.
 */
public final class MaskDecoder extends Layer {
    private static final int MASKS = 4;
    private static final int IOU_WIDTH = 256;

    private final TwoWayTransformer transformer;
    private final Parameter iouToken;
    private final Parameter maskTokens;
    private final MaskUpscaling upscaling;
    private final MaskHypernetworks hypernetworks;
    private final Mlp iouHead;

    public MaskDecoder() {
        TwoWayTransformer.Config config = TwoWayTransformer.Config.published(TwoWayTransformer.MlpKeys.LIN);
        long width = config.width();
        this.transformer = child("transformer", new TwoWayTransformer(config));
        this.iouToken = learned("iou_token.weight", Init.normal(1), 1, width);
        this.maskTokens = learned("mask_tokens.weight", Init.normal(1), MASKS, width);
        this.upscaling = child("output_upscaling", new MaskUpscaling(width));
        this.hypernetworks = child("output_hypernetworks_mlps", new MaskHypernetworks(MASKS, width));
        this.iouHead = child("iou_prediction_head", new Mlp(width, IOU_WIDTH, MASKS, 3, Activation.RELU));
    }

    /**
     * Decodes P prompts.
     *
     * @param embedding (1 or P, C, H, W) of one image for all prompts or of one for each
     * @param positions (1, C, H, W)
     */
    public MaskPrediction forward(Tensor embedding, Tensor positions, PromptEmbedding prompts, MaskOutput output) {
        int count = prompts.sparse().size(0);
        Tensor own = Ops.cat(List.of(iouToken.value(), maskTokens.value()), 0).unsqueeze(0); // (1, 5, C)
        Tensor tokens = Ops.cat(List.of(own.expand(count, -1, -1), prompts.sparse()), 1); // (P, 5 + T, C)
        Tensor image = Ops.add(embedding, prompts.dense()).expand(count, -1, -1, -1); // (P, C, H, W)

        TwoWayTransformer.Output out = transformer.forward(image, positions, tokens);

        int first = output == MaskOutput.SINGLE ? 0 : 1;
        int masks = output == MaskOutput.SINGLE ? 1 : MASKS - 1;
        Tensor upscaled = upscaling.forward(out.image(), List.of()); // (P, C / 8, 4H, 4W)
        Tensor logits =
                hypernetworks.forward(out.tokens().narrow(1, 1, MASKS), first, masks, upscaled); // (P, K, 4H, 4W)
        Tensor iou = Ops.cast(iouHead.forward(out.tokens().select(1, 0)), DType.FLOAT32); // (P, 4)
        return new MaskPrediction(logits, iou.narrow(1, first, masks), Optional.empty());
    }
}
