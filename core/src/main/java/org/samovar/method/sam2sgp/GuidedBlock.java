package org.samovar.method.sam2sgp;

import java.util.Optional;
import org.samovar.model.decoder.ProjectedAttention;
import org.samovar.nn.Activation;
import org.samovar.nn.Layer;
import org.samovar.nn.LayerNorm;
import org.samovar.nn.Linear;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * A two-way block of the second decoder: tokens attend to the image where a mask guides them, then to each other, pass an MLP, and the
 * image attends to the tokens. Order and widths are those of H-SAM (Cheng et al. 2024), without dropout.
 */
final class GuidedBlock extends Layer {
    /** Tokens (B, T, D) and image cells (B, N, D) between two blocks. */
    record Streams(Tensor tokens, Tensor image) {}

    private final GuidedAttention tokensToImage;
    private final ProjectedAttention tokensToTokens;
    private final Linear expand;
    private final Linear contract;
    private final ProjectedAttention imageToTokens;
    private final LayerNorm normImage;
    private final LayerNorm normTokens;
    private final LayerNorm normMlp;
    private final LayerNorm normCells;

    GuidedBlock(int width, int heads, int mlpWidth) {
        // keys and norms as in SAM's own block, so that it can begin with the weights of one
        this.tokensToImage = child("cross_attn_token_to_image", new GuidedAttention(width, width / 2, heads));
        this.normImage = child("norm2", new LayerNorm(width));
        this.tokensToTokens = child("self_attn", new ProjectedAttention(width, width, heads));
        this.normTokens = child("norm1", new LayerNorm(width));
        this.expand = child("mlp.layers.0", new Linear(width, mlpWidth));
        this.contract = child("mlp.layers.1", new Linear(mlpWidth, width));
        this.normMlp = child("norm3", new LayerNorm(width));
        this.imageToTokens = child("cross_attn_image_to_token", new ProjectedAttention(width, width / 2, heads));
        this.normCells = child("norm4", new LayerNorm(width));
    }

    /** The streams after this block; positions have the streams' shapes or broadcast to them, the guide is (B, N). */
    Streams forward(Streams in, Tensor tokenPositions, Tensor imagePositions, Optional<Tensor> guide) {
        Tensor cells = Ops.add(in.image, imagePositions); // (B, N, D)
        Tensor asking = Ops.add(in.tokens, tokenPositions); // (B, T, D)
        Tensor seen = tokensToImage.forward(asking, cells, in.image, guide);
        Tensor tokens = normImage.forward(Ops.add(in.tokens, seen));

        Tensor placed = Ops.add(tokens, tokenPositions);
        tokens = normTokens.forward(Ops.add(tokens, tokensToTokens.forward(placed, placed, tokens)));
        tokens = normMlp.forward(Ops.add(tokens, contract.forward(expand.forward(tokens, Activation.RELU))));

        Tensor keys = Ops.add(tokens, tokenPositions);
        Tensor image = normCells.forward(Ops.add(in.image, imageToTokens.forward(cells, keys, tokens))); // (B, N, D)
        return new Streams(tokens, image);
    }
}
