package org.samovar.method.masksam;

import org.samovar.nn.Init;
import org.samovar.nn.Parameter;
import org.samovar.nn.adapt.Insert;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/** A learned vector for each slice, added to all of its patch tokens; zero at first (section 2.7, ii). */
final class DepthPositions extends Insert {
    private final int depth;
    private final Parameter positions;

    DepthPositions(int depth, int channels) {
        this.depth = depth;
        this.positions = learned("positions", Init.zeros(), depth, 1, channels);
    }

    /** (B D, H, W, C) to the same. */
    @Override
    public Tensor forward(Tensor x) {
        Tensor bySlice = x.reshape(x.size(0) / depth, depth, -1, x.size(3)); // (B, D, H W, C)
        return Ops.add(bySlice, positions.value()).reshape(x.shape());
    }
}
