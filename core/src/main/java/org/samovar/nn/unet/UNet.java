package org.samovar.nn.unet;

import java.util.ArrayList;
import java.util.List;
import org.samovar.nn.Conv3d;
import org.samovar.nn.ConvTranspose3d;
import org.samovar.nn.Init;
import org.samovar.nn.Layer;
import org.samovar.nn.PerAxis;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * The plain convolutional U-Net of nnU-Net (Isensee et al. 2021) with deep supervision, for volumes, and for images as volumes of one slice.
 *
 * <p>The keys are those of {@code PlainConvUNet} in dynamic-network-architectures, each once. Axis letters: B batch, M inputs, K outputs,
 * F features of a stage, D H W space.
 */
public final class UNet extends Layer {
    private final UNetConfig config;
    private final List<ConvolutionStack> encoder = new ArrayList<>();
    /** Of the decoder, lowest level first. */
    private final List<ConvTranspose3d> upsamplings = new ArrayList<>();

    private final List<ConvolutionStack> decoder = new ArrayList<>();
    private final List<Conv3d> heads = new ArrayList<>();

    public UNet(UNetConfig config) {
        this.config = config;
        List<UNetStage> stages = config.stages();
        int in = config.inputs();
        for (int i = 0; i < stages.size(); i++) {
            UNetStage stage = stages.get(i);
            ConvolutionStack stack = new ConvolutionStack(in, config.convolutions(), stage, stage.stride());
            encoder.add(child("encoder.stages." + i + ".0", stack));
            in = stage.features();
        }
        int levels = stages.size() - 1;
        for (int level = 0; level < levels; level++) {
            UNetStage below = stages.get(levels - level);
            UNetStage stage = stages.get(levels - level - 1);
            upsamplings.add(child("decoder.transpconvs." + level, upsampling(below, stage)));
            ConvolutionStack stack =
                    new ConvolutionStack(2 * stage.features(), config.convolutions(), stage, PerAxis.cube(1));
            decoder.add(child("decoder.stages." + level, stack));
            if (level >= levels - config.heads()) {
                heads.add(child("decoder.seg_layers." + level, Conv3d.pointwise(stage.features(), config.outputs())));
            }
        }
    }

    private static ConvTranspose3d upsampling(UNetStage below, UNetStage stage) {
        Init init = Init.leakyFanIn(stage.features() * below.stride().volume());
        return new ConvTranspose3d(below.features(), stage.features(), below.stride(), init);
    }

    /** What it was built from. */
    public UNetConfig config() {
        return config;
    }

    /**
     * The logits of each voxel.
     *
     * @param x (B, M, D, H, W), lengths in multiples of {@link UNetConfig#divisor}
     * @return {@link UNetConfig#heads} of them, finest first: (B, K, D, H, W), then at the resolutions of the next stages
     */
    public List<Tensor> forward(Tensor x) {
        List<Tensor> skips = new ArrayList<>();
        Tensor y = checked(x);
        for (ConvolutionStack stage : encoder) {
            Tensor in = y;
            y = step(() -> stage.forward(in)); // (B, F, D', H', W')
            skips.add(y);
        }
        List<Tensor> logits = new ArrayList<>();
        for (int level = 0; level < decoder.size(); level++) {
            ConvTranspose3d upsampling = upsamplings.get(level);
            ConvolutionStack stage = decoder.get(level);
            Tensor skip = skips.get(decoder.size() - 1 - level);
            Tensor below = y;
            y = step(() -> stage.forward(Ops.cat(List.of(upsampling.forward(below), skip), 1))); // (B, F, D', H', W')
            int head = level - (decoder.size() - heads.size());
            if (head >= 0) {
                logits.add(0, heads.get(head).forward(y)); // (B, K, D', H', W')
            }
        }
        return logits;
    }

    private Tensor checked(Tensor x) {
        PerAxis divisor = config.divisor();
        if (x.rank() != 5
                || x.size(1) != config.inputs()
                || x.size(2) % divisor.depth() != 0
                || x.size(3) % divisor.height() != 0
                || x.size(4) % divisor.width() != 0) {
            throw new IllegalArgumentException(
                    x + " is no batch of " + config.inputs() + " channels and sizes in multiples of " + divisor);
        }
        return x;
    }
}
