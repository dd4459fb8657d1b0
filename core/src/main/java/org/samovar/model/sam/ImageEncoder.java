package org.samovar.model.sam;

import java.util.ArrayList;
import java.util.List;
import org.samovar.nn.Bias;
import org.samovar.nn.Conv2d;
import org.samovar.nn.Init;
import org.samovar.nn.Layer;
import org.samovar.nn.Parameter;
import org.samovar.nn.adapt.Additions;
import org.samovar.nn.adapt.Place;
import org.samovar.nn.adapt.Site;
import org.samovar.nn.adapt.Slot;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.NeuralOps.Convolution;
import org.samovar.tensor.NeuralOps.Interpolation;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * A plain vision transformer whose blocks attend within windows, four of them over the whole image (Li et al. 2022, ViTDet; {@code
 * ImageEncoderViT}).
 */
final class ImageEncoder extends Layer {
    /** Input pixels along a side of a patch. */
    static final int PATCH = 16;

    private final SamConfig config;
    private final Conv2d patches;
    private final Parameter positions;
    private final Slot afterPatches;
    private final List<EncoderBlock> blocks = new ArrayList<>();
    private final Neck neck;

    ImageEncoder(SamConfig config, Additions additions) {
        int width = config.width();
        this.config = config;
        this.positions = learned("pos_embed", Init.truncatedNormal(0.02), 1, config.grid(), config.grid(), width);
        this.patches = child("patch_embed.proj", new Conv2d(3, width, PATCH, Convolution.strided(PATCH, 0), Bias.WITH));
        this.afterPatches = additions.at(Place.of("image_encoder.patch_embed", 0, Site.AFTER_PATCHES, width));
        for (int i = 0; i < config.depth(); i++) {
            blocks.add(child("blocks." + i, new EncoderBlock(config, i, additions)));
        }
        this.neck = child("neck", new Neck(width));
    }

    /**
     * What the encoder makes of images.
     *
     * @param embedding (B, 256, H, W)
     * @param levels after each block that attends over the whole image, (B, C, H, W)
     */
    record Output(Tensor embedding, List<Tensor> levels) {}

    /** (B, 3, S, S) to an embedding and levels of H = W = S / 16; the positions are stretched to an S other than the configured one. */
    Output forward(Tensor pixels) {
        int side = pixels.check("The input of SAM", -1, 3, pixels.size(3), pixels.size(2))
                .size(2);
        if (side % PATCH != 0) {
            throw new IllegalArgumentException("A side of " + side + " pixels is no multiple of " + PATCH);
        }
        Tensor embedded = Ops.add(patches.forward(pixels).permute(0, 2, 3, 1), positions(side / PATCH));
        Tensor x = afterPatches.then(embedded); // (B, H, W, C)
        List<Tensor> levels = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            Tensor before = x;
            EncoderBlock block = blocks.get(i);
            x = step(before, block::forward); // (B, H, W, C)
            before.close(); // a recorded graph and a view keep what they need
            if (isLevel(i)) {
                levels.add(x.permute(0, 3, 1, 2)); // (B, C, H, W)
            }
        }
        return new Output(neck.forward(x.permute(0, 3, 1, 2)), levels);
    }

    private boolean isLevel(int block) {
        return config.reach(block) == EncoderBlock.Reach.WHOLE_IMAGE;
    }

    /** The learned positions for a grid: (1, grid, grid, C). */
    private Tensor positions(int grid) {
        Tensor own = positions.value();
        return own.size(1) == grid
                ? own
                : NeuralOps.resize(own.permute(0, 3, 1, 2), Interpolation.BILINEAR, grid, grid)
                        .permute(0, 2, 3, 1);
    }
}
