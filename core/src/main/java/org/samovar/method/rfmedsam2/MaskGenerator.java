package org.samovar.method.rfmedsam2;

import java.util.List;
import org.samovar.geometry.Spacing;
import org.samovar.method.PatchShape;
import org.samovar.nn.Layer;
import org.samovar.nn.PerAxis;
import org.samovar.nn.unet.UNet;
import org.samovar.nn.unet.UNetConfig;
import org.samovar.tensor.DType;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/** Step 0: the independent U-Net that finds masks of all classes (section 3.4.2, figure 4 (4e); appendix D.3). The keys are the U-Net's. */
final class MaskGenerator extends Layer {
    /** What the U-Net sees at a time (table 7). */
    public enum Sight {
        /** The patch. */
        VOLUME,
        /** Each slice by itself. */
        SLICES
    }

    /**
     * Its measures; kernels and strides follow nnU-Net's rule.
     *
     * @param sight the paper's is the volume
     * @param firstWidth channels of the finest stage; each further one has twice as many
     * @param widest most channels of a stage
     * @param sliceDistance between slices, in pixels of a slice
     */
    public record Measures(Sight sight, int firstWidth, int widest, double sliceDistance) {}

    private final Sight sight;
    private final UNet network;

    MaskGenerator(PatchShape patch, int classes, Measures measures) {
        this.sight = measures.sight;
        int depth = sight == Sight.VOLUME ? patch.depth() : 1;
        PerAxis seen = new PerAxis(depth, patch.height(), patch.width());
        Spacing spacing = new Spacing(1, 1, measures.sliceDistance, "pixel");
        this.network = child("", new UNet(UNetConfig.planned(
                patch.modalities(), classes, seen, spacing, measures.firstWidth, measures.widest)));
    }

    /** What the lengths of patches are multiples of. */
    PerAxis divisor() {
        return network.config().divisor();
    }

    /** Patches (B, M, D, H, W) to logits (B, K, D', H', W'), float32, the finest first, further ones for deep supervision. */
    List<Tensor> forward(Tensor patch) {
        if (sight == Sight.VOLUME) {
            return wide(network.forward(patch));
        }
        int b = patch.size(0);
        Tensor slices = Slicing.slices(patch).unsqueeze(2); // (B D, M, 1, H, W)
        return wide(network.forward(slices)).stream()
                .map(level -> Slicing.volume(level.squeeze(2), b))
                .toList();
    }

    private static List<Tensor> wide(List<Tensor> levels) {
        return levels.stream().map(level -> Ops.cast(level, DType.FLOAT32)).toList();
    }
}
