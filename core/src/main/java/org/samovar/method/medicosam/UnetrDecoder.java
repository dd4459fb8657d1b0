package org.samovar.method.medicosam;

import java.util.ArrayList;
import java.util.List;
import org.samovar.nn.Layer;
import org.samovar.tensor.Autograd;
import org.samovar.tensor.NeuralOps.Statistics;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * A U-Net's way up from an image embedding to the image's own size (torch-em, {@code UNETR} without skip connections from the encoder).
 * What would be skipped from an encoder is made of the embedding as well, by a chain of deconvolutions.
 */
final class UnetrDecoder extends Layer {
    /** Doublings of the size. */
    private static final int LEVELS = 4;

    private final List<Deconvolution> deconvolutions = new ArrayList<>();
    private final List<Upsampler> samplers = new ArrayList<>();
    private final List<ConvBlock> blocks = new ArrayList<>();
    private final ConvBlock base;
    private final Upsampler last;
    private final ConvBlock fine;
    private final Head head;

    /**
     * @param width channels of the embedding
     * @param finest channels of the features that the head gets; they double from level to level down to the embedding
     */
    UnetrDecoder(long width, long finest, Head head) {
        this.base = child("base", new ConvBlock(width, finest << (LEVELS - 1)));
        long before = width;
        for (int i = 0; i < LEVELS; i++) {
            long channels = finest << (LEVELS - 1 - i);
            deconvolutions.add(child("deconv" + (i + 1), new Deconvolution(before, channels)));
            before = channels;
        }
        for (int i = 0; i < LEVELS - 1; i++) {
            long channels = finest << (LEVELS - 2 - i);
            samplers.add(child("decoder.samplers." + i, new Upsampler(2 * channels, channels)));
            blocks.add(child("decoder.blocks." + i, new ConvBlock(2 * channels, channels)));
        }
        this.last = child("deconv_out", new Upsampler(finest, finest));
        this.fine = child("decoder_head", new ConvBlock(2 * finest, finest));
        this.head = child("", head);
    }

    /** An embedding (B, width, H, W) to logits (B, K, 16 H, 16 W), or of slices to (B, K, D, 16 H, 16 W). */
    Tensor forward(Tensor encoded, Statistics use) {
        // two chains begin here, whose gradients are summed before they go on into the encoder
        Tensor embedding = step(encoded, x -> Ops.add(x, 0)); // (B, width, H, W)
        Tensor x = base.forward(embedding); // (B, 8 F, H, W)
        Tensor skipped = embedding;
        for (int i = 0; i < samplers.size(); i++) {
            skipped = deconvolutions.get(i).forward(skipped, use); // (B, 8 F to 2 F, 2 H to 8 H, 2 W to 8 W)
            Tensor grown = samplers.get(i).forward(x); // half of the channels of x, twice its size
            x = blocks.get(i).forward(Ops.cat(List.of(grown, middle(skipped, grown.size(1))), 1));
        }
        Tensor finest = deconvolutions.get(samplers.size()).forward(skipped, use); // (B, F, 16 H, 16 W)
        // the largest maps by far, and each image's by themselves
        List<Tensor> features = Autograd.checkpointRows(List.of(x, finest), one -> {
            Tensor grown = last.forward(one.get(0)); // (B, F, 16 H, 16 W)
            return List.of(fine.forward(Ops.cat(List.of(grown, one.get(1)), 1))); // (B, F, 16 H, 16 W)
        });
        return head.forward(features.get(0), use);
    }

    /** The channels in the middle: torch-em crops the channels of what is skipped as it crops its space ({@code Decoder._crop}). */
    private static Tensor middle(Tensor x, long channels) {
        return x.narrow(1, (x.size(1) - channels) / 2, channels);
    }
}
