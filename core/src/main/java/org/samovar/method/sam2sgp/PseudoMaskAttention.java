package org.samovar.method.sam2sgp;

import java.util.Optional;
import org.samovar.nn.Layer;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.NeuralOps.Interpolation;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/** The PMA module (section 3.6) but for its prompt encoder, which is the backbone's: mask attention, then the second decoder. */
final class PseudoMaskAttention extends Layer {
    private static final int HEADS = 8;

    private final Optional<MaskAttention> maskAttention;
    private final PixelDecoder decoder;

    PseudoMaskAttention(SgpConfig config) {
        int width = config.backbone().width();
        this.maskAttention = config.refinement() == SgpConfig.Refinement.MASK_ATTENTION
                ? Optional.of(child("mask_attention", new MaskAttention(width, HEADS)))
                : Optional.empty();
        this.decoder = child(
                "decoder", new PixelDecoder(width, HEADS, config.backbone().decoderMlp()));
    }

    /**
     * The final mask.
     *
     * @param image (B, D, H, W)
     * @param pseudoMask logits (B, 1, 4H, 4W)
     * @param positions (1, D, H, W)
     * @param box tokens of its prompt (B, T, D)
     * @param upscaled what the first decoder made of the image, (B, D/8, 4H, 4W)
     * @return logits (B, 1, 16 H, 16 W)
     */
    Tensor forward(Tensor image, Tensor pseudoMask, Tensor positions, Tensor box, Tensor upscaled) {
        if (maskAttention.isEmpty()) {
            Tensor doubled = Ops.mul(image, 2); // the image times one more than the softmax over one channel
            return decoder.forward(doubled, positions, box, Optional.empty(), upscaled);
        }
        Tensor small = NeuralOps.resize(pseudoMask, Interpolation.BILINEAR_ANTIALIAS, image.size(2), image.size(3));
        Tensor logits = small.reshape(image.size(0), -1); // (B, H W)
        Tensor attended = maskAttention.get().forward(PixelDecoder.cells(image), logits); // (B, H W, D)
        Tensor map = attended.transpose(1, 2).reshape(image.shape()); // (B, D, H, W)
        return decoder.forward(map, positions, box, Optional.of(Ops.logSigmoid(logits)), upscaled);
    }
}
