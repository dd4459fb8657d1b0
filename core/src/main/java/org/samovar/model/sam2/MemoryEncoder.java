package org.samovar.model.sam2;

import java.util.ArrayList;
import java.util.List;
import org.samovar.nn.Conv2d;
import org.samovar.nn.Layer;
import org.samovar.nn.adapt.Additions;
import org.samovar.nn.adapt.Place;
import org.samovar.nn.adapt.Site;
import org.samovar.nn.adapt.Slot;
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
    private final Slot afterMask;
    private final List<Slot> afterFuser = new ArrayList<>();

    MemoryEncoder(int width, Additions additions) {
        this.afterMask = additions.at(Place.of("memory_encoder.mask_downsampler", 0, Site.AFTER_MAP, width));
        this.maskDownsampler = child("mask_downsampler.encoder", new MaskDownsampler(width));
        this.frameProjection = child("pix_feat_proj", Conv2d.pointwise(width, width));
        for (int i = 0; i < FUSER_LAYERS; i++) {
            fuser.add(child("fuser.layers." + i, new FuserBlock(width)));
            afterFuser.add(additions.at(Place.of("memory_encoder.fuser.layers", i, Site.AFTER_MAP, width)));
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
        Tensor mask = step(() -> afterMask.then(maskDownsampler.forward(masks))); // (P, D, H, W)
        Tensor x = Ops.add(frameProjection.forward(maps), mask); // (P, D, H, W)
        for (int i = 0; i < FUSER_LAYERS; i++) {
            Tensor before = x;
            FuserBlock block = fuser.get(i);
            Slot after = afterFuser.get(i);
            x = step(() -> after.then(block.forward(before))); // (P, D, H, W)
        }
        return outProjection.forward(x); // (P, M, H, W)
    }
}
