package org.samovar.method.rfmedsam2;

import java.util.List;
import org.samovar.geometry.Spacing;
import org.samovar.method.PatchShape;
import org.samovar.method.SliceMaps;
import org.samovar.nn.Layer;
import org.samovar.nn.PerAxis;
import org.samovar.nn.unet.UNet;
import org.samovar.nn.unet.UNetConfig;
import org.samovar.tensor.DType;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/** Step 0: the independent U-Net that finds masks of all classes (section 3.4.2, figure 4 (4e); appendix D.3). The keys are the U-Net's. */
final class MaskGenerator extends Layer {
    private final boolean seesSlices;
    private final UNet network;

    MaskGenerator(PatchShape patch, int classes, GeneratorOptions options) {
        this.seesSlices = options.sight() == GeneratorOptions.Sight.SLICES;
        PerAxis seen = new PerAxis(seesSlices ? 1 : patch.depth(), patch.height(), patch.width());
        Spacing spacing = new Spacing(1, 1, options.sliceSpacing(), "pixel");
        UNetConfig config =
                UNetConfig.planned(patch.modalities(), classes, seen, spacing, options.firstWidth(), options.widest());
        this.network = child("", new UNet(config));
    }

    /** What the lengths of patches are multiples of. */
    PerAxis divisor() {
        return network.config().divisor();
    }

    /** Patches (B, M, D, H, W) to logits (B, K, D', H', W'), float32, the finest first, coarser ones for deep supervision. */
    List<Tensor> forward(Tensor patch) {
        if (!seesSlices) {
            return network.forward(patch).stream().map(MaskGenerator::wide).toList();
        }
        Tensor slices = SliceMaps.of(patch).unsqueeze(2); // (B D, M, 1, H, W)
        return network.forward(slices).stream()
                .map(level -> wide(SliceMaps.joined(level.squeeze(2), patch.size(2))))
                .toList();
    }

    private static Tensor wide(Tensor level) {
        return Ops.cast(level, DType.FLOAT32);
    }
}
