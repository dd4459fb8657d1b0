package org.samovar.nn.adapt;

import org.samovar.nn.Activation;
import org.samovar.nn.Mlp;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * Lets each channel of each token see the same token of all slices: an MLP D to 4 D to D along the depth, and a skip connection (MaskSAM,
 * section 2.5 and figure 3 (b)).
 */
public final class DepthMlp extends Insert {
    private static final int RATIO = 4;

    private final Slices slices;
    private final Mlp mlp;

    public DepthMlp(Slices slices) {
        int depth = slices.depth();
        this.slices = slices;
        this.mlp = child("mlp", new Mlp(depth, (long) RATIO * depth, depth, 2, Activation.GELU));
    }

    /** Grids (B D Q, H, W, C) or tokens (B D Q, T, C) to the same. */
    @Override
    public Tensor forward(Tensor x) {
        int patches = x.size(0) / (slices.depth() * slices.prompts());
        Tensor columns = x.reshape(patches, slices.depth(), -1).transpose(1, 2); // (B, Q ... C, D)
        return Ops.add(x, mlp.forward(columns).transpose(1, 2).reshape(x.shape()));
    }
}
