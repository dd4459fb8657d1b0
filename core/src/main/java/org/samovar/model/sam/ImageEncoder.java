package org.samovar.model.sam;

import java.util.ArrayList;
import java.util.List;
import org.samovar.nn.Bias;
import org.samovar.nn.Conv2d;
import org.samovar.nn.Init;
import org.samovar.nn.Layer;
import org.samovar.nn.Parameter;
import org.samovar.tensor.NeuralOps.Convolution;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * A plain vision transformer whose blocks attend within windows, four of them over the whole image (Li et al. 2022, ViTDet; {@code
 * ImageEncoderViT}).
 */
final class ImageEncoder extends Layer {
    /** Input pixels along a side of a patch. */
    static final int PATCH = 16;

    private final int imageSize;
    private final Conv2d patches;
    private final Parameter positions;
    private final List<EncoderBlock> blocks = new ArrayList<>();
    private final Neck neck;

    ImageEncoder(SamConfig config) {
        int width = config.width();
        this.imageSize = config.imageSize();
        this.positions = learned("pos_embed", Init.truncatedNormal(0.02), 1, config.grid(), config.grid(), width);
        this.patches = child("patch_embed.proj", new Conv2d(3, width, PATCH, Convolution.strided(PATCH, 0), Bias.WITH));
        for (int i = 0; i < config.depth(); i++) {
            blocks.add(child("blocks." + i, new EncoderBlock(config, config.reach(i))));
        }
        this.neck = child("neck", new Neck(width));
    }

    /** (B, 3, S, S) to (B, 256, H, W). */
    Tensor forward(Tensor pixels) {
        pixels.check("The input of SAM", -1, 3, imageSize, imageSize);
        Tensor x = Ops.add(patches.forward(pixels).permute(0, 2, 3, 1), positions.value()); // (B, H, W, C)
        for (EncoderBlock block : blocks) {
            Tensor before = x;
            x = step(() -> block.forward(before)); // (B, H, W, C)
            before.close(); // a recorded graph keeps what it needs
        }
        return neck.forward(x.permute(0, 3, 1, 2)); // (B, 256, H, W)
    }
}
