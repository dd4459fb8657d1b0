package org.samovar.predict.semantic;

import java.util.List;
import org.samovar.method.Intensities;
import org.samovar.method.PatchShape;
import org.samovar.method.SemanticNetwork;
import org.samovar.nn.Layer;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/** A system of two classes without weights, whose answer for a voxel is its value. */
final class Voxelwise implements SemanticNetwork {
    private final PatchShape patch;
    private int calls;

    Voxelwise(PatchShape patch) {
        this.patch = patch;
    }

    /** How often it was asked. */
    int calls() {
        return calls;
    }

    @Override
    public PatchShape patch() {
        return patch;
    }

    @Override
    public int classes() {
        return 2;
    }

    @Override
    public Intensities intensities() {
        return Intensities.UNIT;
    }

    @Override
    public Layer layer() {
        return new Layer() {};
    }

    @Override
    public Tensor probabilities(Tensor x) {
        calls++;
        Tensor p = x.check("A patch", 1, patch.modalities(), patch.depth(), patch.height(), patch.width())
                .narrow(1, 0, 1); // (1, 1, D, H, W)
        return Ops.cat(List.of(Ops.add(Ops.neg(p), 1), p), 1); // (1, 2, D, H, W)
    }
}
