package org.samovar.method.medicosam;

import java.util.List;
import java.util.function.Function;
import org.samovar.method.Intensities;
import org.samovar.method.PatchShape;
import org.samovar.method.SemanticNetwork;
import org.samovar.method.SliceMaps;
import org.samovar.model.AdaptableNetwork;
import org.samovar.model.InputRule;
import org.samovar.nn.Layer;
import org.samovar.nn.adapt.Additions;
import org.samovar.tensor.DType;
import org.samovar.tensor.NeuralOps.Statistics;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/**
 * Classes of pixels and voxels by a convolutional decoder on the image encoder of a promptable network (paper 004, section 2.4). Slices
 * of a volume are encoded and decoded one by one; adapters in the encoder and a 3D convolution on the decoder join them.
 *
 * <p>Keys: those of the published network after {@link #BACKBONE}, the adapters' after {@link #ADDED}, those of a published {@code
 * decoder_state} after {@link #DECODER}.
 */
public final class MedicoSam extends Layer implements SemanticNetwork {
    /** The beginning of the keys of the published network. */
    public static final String BACKBONE = "backbone.";
    /** The same of the adapters in it. */
    public static final String ADDED = "added.";
    /** The same of the decoder. */
    public static final String DECODER = Unetr.DECODER + ".";

    private final MedicoSamConfig config;
    private final AdaptableNetwork backbone;
    private final UnetrDecoder decoder;

    /** @param backbone makes the promptable network with what is added to it */
    public MedicoSam(MedicoSamConfig config, Function<Additions, ? extends AdaptableNetwork> backbone) {
        Additions added = new Additions(config::adapter);
        this.config = config;
        this.backbone = backbone.apply(added);
        child("backbone", this.backbone.layer());
        child("added", added);
        this.decoder = child(
                "decoder",
                new UnetrDecoder(this.backbone.width(), config.parts().features(), head(config)));
    }

    private static Head head(MedicoSamConfig config) {
        MedicoSamConfig.Parts parts = config.parts();
        return config.patch().isFlat()
                ? new ImageHead(parts.features(), config.classes())
                : new VolumeHead(config.patch().depth(), parts.features(), parts.fused(), config.classes());
    }

    @Override
    public PatchShape patch() {
        return config.patch();
    }

    @Override
    public int classes() {
        return config.classes();
    }

    @Override
    public Intensities intensities() {
        return Intensities.UNIT;
    }

    @Override
    public Layer layer() {
        return this;
    }

    /**
     * The logits of the classes.
     *
     * @param patch (B, M, D, H, W), 0 to 1
     * @param use the statistics of batch norms: of the batch in training, where the running ones move, otherwise the running ones
     * @return (B, K, D, H, W), float32
     */
    public Tensor logits(Tensor patch, Statistics use) {
        PatchShape shape = config.patch();
        patch.check("A patch", -1, shape.modalities(), shape.depth(), shape.height(), shape.width());
        try (Scope scope = Scope.nested()) {
            Tensor slices = SliceMaps.of(patch); // (B D, M, H, W)
            Tensor embedding = backbone.encode(normalised(slices)).embedding(); // (B D, C, H / 16, W / 16)
            Tensor logits = Ops.cast(decoder.forward(embedding, use), DType.FLOAT32); // (B, K, H, W) or (B, K, D, H, W)
            return scope.keep(shape.isFlat() ? logits.unsqueeze(2) : logits); // (B, K, D, H, W)
        }
    }

    @Override
    public Tensor probabilities(Tensor patch) {
        try (Scope scope = Scope.nested()) {
            return scope.keep(Ops.softmax(logits(patch, Statistics.RUNNING), 1));
        }
    }

    /** Slices as the backbone takes them, (B D, 3, H, W); gray is in all colours. */
    private Tensor normalised(Tensor slices) {
        InputRule rule = backbone.input();
        Tensor centred = Ops.sub(slices, perChannel(rule.mean())); // (B D, 3, H, W)
        return Ops.div(centred, perChannel(rule.deviation()));
    }

    private static Tensor perChannel(List<Double> values) {
        float[] out = new float[values.size()];
        for (int c = 0; c < out.length; c++) {
            out[c] = values.get(c).floatValue();
        }
        return Tensors.of(out, 1, out.length, 1, 1);
    }
}
