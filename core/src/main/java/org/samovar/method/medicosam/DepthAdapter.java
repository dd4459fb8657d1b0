package org.samovar.method.medicosam;

import org.samovar.method.SliceMaps;
import org.samovar.nn.Bias;
import org.samovar.nn.Conv3d;
import org.samovar.nn.LayerNorm;
import org.samovar.nn.Linear;
import org.samovar.nn.PerAxis;
import org.samovar.nn.adapt.Insert;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * Lets slices see those beside them (paper 004, section 2.4; MA-SAM, Chen et al. 2024, section 3.2; micro-sam, {@code NDBlockWrapper}):
 * fewer channels, a 3 x 1 x 1 convolution across slices, the channels again, and a skip connection.
 */
final class DepthAdapter extends Insert {
    private static final double EPSILON = 1e-5;

    private final int depth;
    private final LayerNorm norm;
    private final Linear down;
    private final Conv3d conv;
    private final Linear up;

    /**
     * @param depth D, slices of a volume
     * @param inner channels between
     */
    DepthAdapter(int depth, long channels, long inner) {
        this.depth = depth;
        this.norm = child("norm", new LayerNorm(channels, EPSILON));
        this.down = child("down", new Linear(channels, inner, Bias.WITHOUT));
        this.conv = child("conv", new Conv3d(inner, inner, new PerAxis(3, 1, 1), PerAxis.cube(1), Bias.WITH));
        this.up = child("up", new Linear(inner, channels, Bias.WITHOUT));
    }

    /** Grids (B D, H, W, C) to the same. */
    @Override
    public Tensor forward(Tensor x) {
        return step(x, grid -> {
            Tensor fewer = down.forward(norm.forward(grid)); // (B D, H, W, inner)
            Tensor volume = SliceMaps.joined(fewer.permute(0, 3, 1, 2), depth); // (B, inner, D, H, W)
            Tensor mixed = SliceMaps.of(conv.forward(volume)).permute(0, 2, 3, 1); // (B D, H, W, inner)
            return Ops.add(grid, up.forward(Ops.gelu(mixed))); // (B D, H, W, C)
        });
    }
}
