package org.samovar.method.masksam;

import java.util.ArrayList;
import java.util.List;
import org.samovar.method.PatchShape;
import org.samovar.method.SliceMaps;
import org.samovar.nn.Activation;
import org.samovar.nn.Bias;
import org.samovar.nn.Conv3d;
import org.samovar.nn.InstanceNorm;
import org.samovar.nn.Layer;
import org.samovar.nn.PerAxis;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.NeuralOps.Interpolation;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * Brings masks to the size of the patch where the decoder's are smaller: convolutions over the masks of all queries, as the released code has
 * them for AMOS and Synapse, change what interpolation gives.
 */
final class MaskFinish extends Layer {
    private final PatchShape patch;
    private final Conv3d first;
    private final List<Doubling> doublings = new ArrayList<>();
    private final List<InstanceNorm> norms = new ArrayList<>();
    private final Conv3d last;

    /**
     * @param width channels between
     * @param factor by which masks grow, a power of two above 1
     */
    MaskFinish(int queries, int width, int factor, PatchShape patch) {
        this.patch = patch;
        this.first =
                child("first", new Conv3d(queries, width, PromptGenerator.kernel(patch), PerAxis.cube(1), Bias.WITH));
        norms.add(child("norms.0", new InstanceNorm(width)));
        for (int scale = 1; scale < factor; scale *= 2) {
            doublings.add(child("doublings." + doublings.size(), new Doubling(width, width)));
            norms.add(child("norms." + norms.size(), new InstanceNorm(width)));
        }
        this.last = child("last", Conv3d.pointwise(width, queries));
    }

    /** Logits (B D, N, h, w) to (B D, N, H, W). */
    Tensor forward(Tensor logits) {
        Tensor volume = SliceMaps.joined(logits, patch.depth()); // (B, N, D, h, w)
        Tensor x = Activation.LEAKY_RELU.apply(norms.get(0).forward(first.forward(volume))); // (B, C, D, h, w)
        for (int i = 0; i < doublings.size(); i++) {
            x = Activation.LEAKY_RELU.apply(
                    norms.get(i + 1).forward(doublings.get(i).forward(x))); // (B, C, D, 2 h, 2 w)
        }
        Tensor change = SliceMaps.of(last.forward(x)); // (B D, N, H, W)
        Tensor grown = NeuralOps.resize(logits, Interpolation.BILINEAR, patch.height(), patch.width());
        return Ops.add(grown, change);
    }
}
