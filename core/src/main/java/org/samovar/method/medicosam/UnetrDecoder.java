package org.samovar.method.medicosam;

import java.util.ArrayList;
import java.util.List;
import org.samovar.nn.Conv2d;
import org.samovar.nn.Layer;
import org.samovar.tensor.NeuralOps.Statistics;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * A U-Net's way up from an image embedding to the image's own size (torch-em, {@code UNETR} without skip connections from the encoder).
 * What would be skipped from an encoder is made of the embedding as well, by a chain of deconvolutions.
 */
final class UnetrDecoder extends Layer {
    /** Channels from the coarsest map to the finest. */
    private static final int[] WIDTHS = {512, 256, 128, 64};

    private final List<Deconvolution> deconvolutions = new ArrayList<>();
    private final List<Upsampler> samplers = new ArrayList<>();
    private final List<ConvBlock> blocks = new ArrayList<>();
    private final ConvBlock base;
    private final Upsampler last;
    private final ConvBlock head;
    private final Conv2d out;

    /**
     * @param width channels of the embedding
     * @param channels K, number of output channels
     */
    UnetrDecoder(long width, long channels) {
        int finest = WIDTHS[WIDTHS.length - 1];
        this.base = child("base", new ConvBlock(width, WIDTHS[0]));
        long before = width;
        for (int i = 0; i < WIDTHS.length; i++) {
            deconvolutions.add(child("deconv" + (i + 1), new Deconvolution(before, WIDTHS[i])));
            before = WIDTHS[i];
        }
        for (int i = 0; i + 1 < WIDTHS.length; i++) {
            samplers.add(child("decoder.samplers." + i, new Upsampler(WIDTHS[i], WIDTHS[i + 1])));
            blocks.add(child("decoder.blocks." + i, new ConvBlock(2L * WIDTHS[i + 1], WIDTHS[i + 1])));
        }
        this.last = child("deconv_out", new Upsampler(finest, finest));
        this.head = child("decoder_head", new ConvBlock(2L * finest, finest));
        this.out = child("out_conv", Conv2d.pointwise(finest, channels));
    }

    /** An embedding (B, width, H, W) to logits (B, K, 16 H, 16 W). */
    Tensor forward(Tensor embedding, Statistics use) {
        Tensor x = base.forward(embedding); // (B, 512, H, W)
        Tensor skipped = embedding;
        for (int i = 0; i < samplers.size(); i++) {
            skipped = deconvolutions.get(i).forward(skipped, use); // (B, 512 to 128, 2 H to 8 H, 2 W to 8 W)
            Tensor grown = samplers.get(i).forward(x); // half of the channels of x, twice its size
            x = blocks.get(i).forward(Ops.cat(List.of(grown, middle(skipped, grown.size(1))), 1));
        }
        Tensor finest = deconvolutions.get(samplers.size()).forward(skipped, use); // (B, 64, 16 H, 16 W)
        Tensor grown = last.forward(x); // (B, 64, 16 H, 16 W)
        return out.forward(head.forward(Ops.cat(List.of(grown, finest), 1))); // (B, K, 16 H, 16 W)
    }

    /** The channels in the middle: torch-em crops the channels of what is skipped as it crops its space ({@code Decoder._crop}). */
    private static Tensor middle(Tensor x, long channels) {
        return x.narrow(1, (x.size(1) - channels) / 2, channels);
    }
}
