package org.samovar.model.mobilesam;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.samovar.model.sam.Neck;
import org.samovar.nn.Activation;
import org.samovar.nn.Layer;
import org.samovar.nn.LayerNorm;
import org.samovar.nn.Linear;
import org.samovar.tensor.Tensor;

/** A small vision transformer with a convolutional first stage (Wu et al. 2022; {@code TinyViT} of MobileSAM). */
final class TinyVit extends Layer {
    private static final int CLASSES = 1000;

    private final int imageSize;
    private final ConvNorm patches1;
    private final ConvNorm patches2;
    private final List<UnaryOperator<Tensor>> steps = new ArrayList<>();
    private final Neck neck;

    TinyVit(MobileSamConfig config) {
        List<Integer> widths = config.widths();
        int last = widths.size() - 1;
        this.imageSize = config.imageSize();
        this.patches1 = child("patch_embed.seq.0", ConvNorm.strided(3, widths.get(0) / 2, 2));
        this.patches2 = child("patch_embed.seq.2", ConvNorm.strided(widths.get(0) / 2, widths.get(0), 2));
        for (int stage = 0; stage <= last; stage++) {
            String prefix = "layers." + stage + ".";
            for (int i = 0; i < config.depths().get(stage); i++) {
                steps.add(block(prefix + "blocks." + i, config, stage));
            }
            if (stage < last) {
                // the last two stages have the same size, so that the embedding keeps a stride of 16
                int stride = stage < last - 1 ? 2 : 1;
                PatchMerging merging = new PatchMerging(widths.get(stage), widths.get(stage + 1), stride);
                steps.add(child(prefix + "downsample", merging)::forward);
            }
        }
        child(
                "norm_head",
                new LayerNorm(widths.get(last))); // of the classifier that came before; in the file, not used
        child("head", new Linear(widths.get(last), CLASSES));
        this.neck = child("neck", new Neck(widths.get(last)));
    }

    private UnaryOperator<Tensor> block(String key, MobileSamConfig config, int stage) {
        int width = config.widths().get(stage);
        if (stage == 0) {
            return child(key, new InvertedBottleneck(width))::forward;
        }
        TinyVitBlock block = new TinyVitBlock(
                width, config.heads().get(stage), config.windows().get(stage));
        return child(key, block)::forward;
    }

    /** (B, 3, S, S) to (B, 256, S/16, S/16). */
    Tensor forward(Tensor pixels) {
        pixels.check("The input of MobileSAM", -1, 3, imageSize, imageSize);
        Tensor x = step(() -> embed(pixels)); // (B, C, S/4, S/4)
        for (UnaryOperator<Tensor> next : steps) {
            Tensor before = x;
            x = step(() -> next.apply(before)); // after each stage half the size, up to S/16
            before.close(); // a recorded graph keeps what it needs
        }
        return neck.forward(x); // (B, 256, S/16, S/16)
    }

    private Tensor embed(Tensor pixels) {
        return patches2.forward(Activation.GELU.apply(patches1.forward(channelsLast(pixels))));
    }

    /** The same image with the channels of a pixel beside each other in memory, which makes depthwise convolutions faster. */
    private static Tensor channelsLast(Tensor x) {
        return x.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
    }
}
