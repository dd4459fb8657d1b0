package org.samovar.method.unet;

import java.util.List;
import org.samovar.method.Intensities;
import org.samovar.method.PatchShape;
import org.samovar.method.SemanticNetwork;
import org.samovar.nn.Layer;
import org.samovar.nn.unet.UNet;
import org.samovar.tensor.DType;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;

/** A U-Net with the softmax of its logits; the keys are the U-Net's. */
public final class UNetSystem implements SemanticNetwork {
    private final UNetSystemConfig config;
    private final UNet network;

    public UNetSystem(UNetSystemConfig config) {
        this.config = config;
        this.network = new UNet(config.network());
    }

    @Override
    public PatchShape patch() {
        return config.patch();
    }

    @Override
    public int classes() {
        return config.network().outputs();
    }

    @Override
    public Intensities intensities() {
        return config.intensities();
    }

    @Override
    public Layer layer() {
        return network;
    }

    /** The logits at each resolution that training sees, finest first, as {@link UNet#forward}. */
    public List<Tensor> logits(Tensor patch) {
        return network.forward(patch);
    }

    @Override
    public Tensor probabilities(Tensor patch) {
        try (Scope scope = Scope.nested()) {
            Tensor finest = logits(patch).get(0); // (B, K, D, H, W)
            return scope.keep(Ops.softmax(Ops.cast(finest, DType.FLOAT32), 1)); // (B, K, D, H, W)
        }
    }
}
