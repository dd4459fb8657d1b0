package org.samovar.model.decoder;

import org.samovar.nn.Activation;
import org.samovar.nn.Layer;
import org.samovar.nn.LayerNorm;
import org.samovar.nn.Linear;
import org.samovar.nn.adapt.Additions;
import org.samovar.nn.adapt.Place;
import org.samovar.nn.adapt.Site;
import org.samovar.nn.adapt.Slot;
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
    private final Slot afterSelfAttention;
    private final Slot afterTokensToImage;
    private final Slot besideMlp;
    private final Slot afterImageToTokens;

    /** @param part the prefix of all blocks, by which additions know them */
    TwoWayBlock(TwoWayTransformer.Config config, String part, int index, Additions additions) {
        int width = config.width();
        this.afterSelfAttention = additions.at(Place.of(part, index, Site.AFTER_SELF_ATTENTION, width));
        this.afterTokensToImage = additions.at(Place.of(part, index, Site.AFTER_TOKENS_TO_IMAGE, width));
        this.besideMlp = additions.at(Place.of(part, index, Site.BESIDE_MLP, width));
        this.afterImageToTokens = additions.at(Place.of(part, index, Site.AFTER_IMAGE_TO_TOKENS, width));
        this.first = index == 0 ? FirstAttention.WITHOUT_POSITIONS : FirstAttention.WITH_POSITIONS;
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

    /**
     * The streams after this block.
     *
     * @param tokenPositions of the tokens' shape, or one that broadcasts to it; imagePositions likewise
     * @param height of the image's grid
     */
    Streams forward(Streams in, Tensor tokenPositions, Tensor imagePositions, int height) {
        Tensor tokens = norm1.forward(attendToTokens(in.tokens, tokenPositions)); // (P, T, C)
        Tensor imageKeys = Ops.add(in.image, imagePositions); // (P, H W, C)

        Tensor queries = Ops.add(tokens, tokenPositions);
        Tensor found = afterTokensToImage.then(tokensToImage.forward(queries, imageKeys, in.image));
        tokens = norm2.forward(Ops.add(tokens, found));
        Tensor changed = contract.forward(Activation.RELU.apply(expand.forward(tokens)));
        tokens = norm3.forward(Ops.add(tokens, besideMlp.beside(tokens, changed)));

        Tensor keys = Ops.add(tokens, tokenPositions);
        Tensor told = onGrid(imageToTokens.forward(imageKeys, keys, tokens), height); // (P, H W, C)
        Tensor image = norm4.forward(Ops.add(in.image, told)); // (P, H W, C)
        return new Streams(tokens, image);
    }

    private Tensor attendToTokens(Tensor tokens, Tensor positions) {
        if (first == FirstAttention.WITHOUT_POSITIONS) {
            return afterSelfAttention.then(tokensToTokens.forward(tokens, tokens, tokens));
        }
        Tensor queries = Ops.add(tokens, positions);
        return Ops.add(tokens, afterSelfAttention.then(tokensToTokens.forward(queries, queries, tokens)));
    }

    /** What is added sees the cells (P, H W, C) as a grid. */
    private Tensor onGrid(Tensor cells, int height) {
        return afterImageToTokens.isEmpty()
                ? cells
                : afterImageToTokens
                        .then(cells.reshape(cells.size(0), height, -1, cells.size(2)))
                        .reshape(cells.shape());
    }
}
