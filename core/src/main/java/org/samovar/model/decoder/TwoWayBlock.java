package org.samovar.model.decoder;

import org.samovar.nn.Activation;
import org.samovar.nn.Layer;
import org.samovar.nn.LayerNorm;
import org.samovar.nn.Linear;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * A block of the two-way transformer: tokens attend to tokens, then to the image, pass an MLP, and the image attends to the tokens
 * (Kirillov et al. 2023, figure 14; {@code TwoWayAttentionBlock}).
 */
final class TwoWayBlock extends Layer {
    /** Tokens (P, T, C) and image cells (P, H W, C) between two blocks. */
    record Streams(Tensor tokens, Tensor image) {}

    /** Whether the first attention gets the tokens' positions as well. */
    enum FirstAttention {
        /** Of the first block, whose tokens are their own positions still. */
        WITHOUT_POSITIONS,
        WITH_POSITIONS
    }

    private final FirstAttention first;
    private final ProjectedAttention tokensToTokens;
    private final LayerNorm norm1;
    private final ProjectedAttention tokensToImage;
    private final LayerNorm norm2;
    private final Linear expand;
    private final Linear contract;
    private final LayerNorm norm3;
    private final ProjectedAttention imageToTokens;
    private final LayerNorm norm4;

    TwoWayBlock(TwoWayTransformer.Config config, FirstAttention first) {
        long width = config.width();
        this.first = first;
        this.tokensToTokens = child("self_attn", new ProjectedAttention(width, width, config.heads()));
        this.norm1 = child("norm1", new LayerNorm(width));
        this.tokensToImage = child("cross_attn_token_to_image", config.crossAttention());
        this.norm2 = child("norm2", new LayerNorm(width));
        this.expand = child("mlp." + config.mlpKeys().first(), new Linear(width, config.mlpWidth()));
        this.contract = child("mlp." + config.mlpKeys().second(), new Linear(config.mlpWidth(), width));
        this.norm3 = child("norm3", new LayerNorm(width));
        this.norm4 = child("norm4", new LayerNorm(width));
        this.imageToTokens = child("cross_attn_image_to_token", config.crossAttention());
    }

    /** The streams after this block; positions have the streams' shapes or broadcast to them. */
    Streams forward(Streams in, Tensor tokenPositions, Tensor imagePositions) {
        Tensor tokens = norm1.forward(attendToTokens(in.tokens, tokenPositions)); // (P, T, C)
        Tensor imageKeys = Ops.add(in.image, imagePositions); // (P, H W, C)

        Tensor queries = Ops.add(tokens, tokenPositions);
        tokens = norm2.forward(Ops.add(tokens, tokensToImage.forward(queries, imageKeys, in.image)));
        tokens = norm3.forward(Ops.add(tokens, contract.forward(Activation.RELU.apply(expand.forward(tokens)))));

        Tensor keys = Ops.add(tokens, tokenPositions);
        Tensor image = norm4.forward(Ops.add(in.image, imageToTokens.forward(imageKeys, keys, tokens))); // (P, H W, C)
        return new Streams(tokens, image);
    }

    private Tensor attendToTokens(Tensor tokens, Tensor positions) {
        if (first == FirstAttention.WITHOUT_POSITIONS) {
            return tokensToTokens.forward(tokens, tokens, tokens);
        }
        Tensor queries = Ops.add(tokens, positions);
        return Ops.add(tokens, tokensToTokens.forward(queries, queries, tokens));
    }
}
