package org.samovar.method.sam2sgp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samovar.model.decoder.MaskUpscaling;
import org.samovar.model.decoder.ProjectedAttention;
import org.samovar.nn.Activation;
import org.samovar.nn.ChannelNorm;
import org.samovar.nn.ConvTranspose2d;
import org.samovar.nn.Init;
import org.samovar.nn.Layer;
import org.samovar.nn.LayerNorm;
import org.samovar.nn.Mlp;
import org.samovar.nn.Parameter;
import org.samovar.nn.adapt.Additions;
import org.samovar.tensor.DType;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * The hierarchical second decoder (equation 8), after H-SAM's (Cheng et al. 2024, section 3.3): tokens and image attend to each other, then
 * the image grows to the size of the input, on the way joined by what the first decoder made of it.
 *
 * <p>The released code trains one of four mask tokens and no estimate of the IoU; the other tokens are in its attention all the same.
 */
final class PixelDecoder extends Layer {
    private static final int DEPTH = 2;
    private static final int MASK_TOKENS = 4;
    private static final int HYPERNETWORK_DEPTH = 5;

    private final Parameter maskTokens;
    private final List<GuidedBlock> blocks = new ArrayList<>();
    private final ProjectedAttention finalTokensToImage;
    private final LayerNorm finalNorm;
    private final MaskUpscaling upscaling;
    private final ConvTranspose2d twice;
    private final ChannelNorm twiceNorm;
    private final ConvTranspose2d full;
    private final ChannelNorm fullNorm;
    private final Mlp hypernetwork;

    PixelDecoder(int width, int heads, int mlpWidth) {
        this.maskTokens = learned("mask_tokens.weight", Init.normal(1), MASK_TOKENS, width);
        for (int i = 0; i < DEPTH; i++) {
            blocks.add(child("transformer.layers." + i, new GuidedBlock(width, heads, mlpWidth)));
        }
        this.finalTokensToImage =
                child("transformer.final_attn_token_to_image", new ProjectedAttention(width, width / 2, heads));
        this.finalNorm = child("transformer.norm_final_attn", new LayerNorm(width));
        this.upscaling = child("output_upscaling", new MaskUpscaling(width, "", Additions.none()));
        this.twice = child("skip_connect.0", new ConvTranspose2d(width / 4, width / 8, 2));
        this.twiceNorm = child("skip_connect.1", new ChannelNorm(width / 8));
        this.full = child("skip_connect.3", new ConvTranspose2d(width / 8, width / 16, 2));
        this.fullNorm = child("skip_connect.4", new ChannelNorm(width / 16));
        this.hypernetwork =
                child("output_hypernetwork", new Mlp(width, width, width / 16, HYPERNETWORK_DEPTH, Activation.RELU));
    }

    /**
     * A mask at the size of the input.
     *
     * @param image (B, D, H, W)
     * @param positions (1, D, H, W)
     * @param prompts tokens (B, T, D)
     * @param guide where tokens look, (B, H W)
     * @param upscaled what the first decoder made of the image, (B, D/8, 4H, 4W)
     * @return logits (B, 1, 16 H, 16 W), float32
     */
    Tensor forward(Tensor image, Tensor positions, Tensor prompts, Optional<Tensor> guide, Tensor upscaled) {
        int b = image.size(0);
        Tensor own = maskTokens.value().unsqueeze(0).expand(b, -1, -1); // (B, 4, D)
        Tensor tokens = Ops.cat(List.of(own, prompts), 1); // (B, 4 + T, D)
        Tensor places = cells(positions); // (1, H W, D)
        GuidedBlock.Streams streams = new GuidedBlock.Streams(tokens, cells(image));
        for (GuidedBlock block : blocks) {
            streams = block.forward(streams, tokens, places, guide);
        }
        Tensor first = streams.tokens().narrow(1, 0, 1); // (B, 1, D)
        Tensor asking = Ops.add(first, tokens.narrow(1, 0, 1));
        Tensor found = finalTokensToImage.forward(asking, Ops.add(streams.image(), places), streams.image());
        Tensor token = finalNorm.forward(Ops.add(first, found)); // (B, 1, D)

        Tensor map = streams.image().transpose(1, 2).reshape(image.shape()); // (B, D, H, W)
        Tensor fine = fine(map, upscaled); // (B, D/16, 16 H, 16 W)
        Tensor weights = Ops.cast(hypernetwork.forward(token), DType.FLOAT32); // (B, 1, D/16)
        return Ops.matmul(weights, Ops.cast(fine, DType.FLOAT32).reshape(b, fine.size(1), -1)) // (B, 1, 256 H W)
                .reshape(b, 1, fine.size(2), fine.size(3)); // (B, 1, 16 H, 16 W)
    }

    private Tensor fine(Tensor map, Tensor upscaled) {
        Tensor quarter = Ops.cat(List.of(upscaling.forward(map, List.of()), upscaled), 1); // (B, D/4, 4H, 4W)
        Tensor half = Activation.GELU.apply(twiceNorm.forward(twice.forward(quarter))); // (B, D/8, 8H, 8W)
        return Activation.GELU.apply(fullNorm.forward(full.forward(half))); // (B, D/16, 16 H, 16 W)
    }

    /** (B, D, H, W) to (B, H W, D). */
    static Tensor cells(Tensor map) {
        return map.reshape(map.size(0), map.size(1), -1).transpose(1, 2);
    }
}
