package org.samovar.method.sam2sgp;

import org.samovar.model.decoder.ProjectedAttention;
import org.samovar.nn.Layer;
import org.samovar.nn.LayerNorm;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * Fuses a pseudo-mask with the image (equation 7): the cells of the image attend to each other, and what they gather counts by the
 * probability of the pseudo-mask there. The cells themselves stay, so that what the pseudo-mask missed is not lost.
 */
final class MaskAttention extends Layer {
    private final LayerNorm norm;
    private final ProjectedAttention attention;

    MaskAttention(int width, int heads) {
        this.norm = child("norm", new LayerNorm(width));
        this.attention = child("attention", new ProjectedAttention(width, width, heads));
    }

    /**
     * The cells with what they gathered.
     *
     * @param cells (B, H W, D)
     * @param logits of the pseudo-mask (B, H W)
     * @return (B, H W, D)
     */
    Tensor forward(Tensor cells, Tensor logits) {
        Tensor normed = norm.forward(cells);
        Tensor gathered = attention.forward(normed, normed, normed); // (B, H W, D)
        return Ops.add(cells, Ops.mul(gathered, Ops.sigmoid(logits).unsqueeze(-1)));
    }
}
