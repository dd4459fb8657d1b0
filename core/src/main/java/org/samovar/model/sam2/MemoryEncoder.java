package org.samovar.model.sam2;

import java.util.ArrayList;
import java.util.List;
import org.samovar.nn.Conv2d;
import org.samovar.nn.Layer;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * Fuses a frame's map with the mask that was found on it into a memory (Ravi et al. 2024, section 4). Reference: {@code
 * modeling/memory_encoder.py}. Prefix {@code memory_encoder}.
 */
final class MemoryEncoder extends Layer {
    private static final int FUSER_LAYERS = 2;

    private final MaskDownsampler maskDownsampler;
    private final Conv2d frameProjection;
    private final List<FuserBlock> fuser = new ArrayList<>();
    private final Conv2d outProjection;

    MemoryEncoder(int width) {
        this.maskDownsampler = child("mask_downsampler.encoder", new MaskDownsampler(width));
        this.frameProjection = child("pix_feat_proj", Conv2d.pointwise(width, width));
        for (int i = 0; i < FUSER_LAYERS; i++) {
            fuser.add(child("fuser.layers." + i, new FuserBlock(width)));
        }
        this.outProjection = child("out_proj", Conv2d.pointwise(width, VideoMemory.WIDTH));
    }

    /**
     * Remembers masks.
     *
     * @param maps of the frame without memory, (1, D, H, W) shared by all objects or (P, D, H, W)
     * @param masks (P, 1, 16 H, 16 W)
     * @return (P, M, H, W)
     */
    Tensor forward(Tensor maps, Tensor masks) {
        Tensor mask = step(() -> maskDownsampler.forward(masks)); // (P, D, H, W)
        Tensor x = Ops.add(frameProjection.forward(maps), mask); // (P, D, H, W)
        for (FuserBlock block : fuser) {
            Tensor before = x;
            x = step(() -> block.forward(before));
        }
        return outProjection.forward(x); // (P, M, H, W)
    }
}
