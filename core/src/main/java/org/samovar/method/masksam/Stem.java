package org.samovar.method.masksam;

import java.util.ArrayList;
import java.util.List;
import org.samovar.method.PatchShape;
import org.samovar.method.SliceMaps;
import org.samovar.method.masksam.MaskSamConfig.Shortcut;
import org.samovar.nn.Activation;
import org.samovar.nn.Bias;
import org.samovar.nn.Conv3d;
import org.samovar.nn.Init;
import org.samovar.nn.InstanceNorm;
import org.samovar.nn.Layer;
import org.samovar.nn.PerAxis;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.NeuralOps.Interpolation;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Ops.Axes;
import org.samovar.tensor.Tensor;

/**
 * Learns three channels from any number of modalities: an inverted bottleneck of convolutions (section 2.7, i), which may enlarge the slices
 * for the backbone as the released code does for ACDC.
 */
final class Stem extends Layer {
    private static final int COLOURS = 3;

    private final Conv3d first;
    private final List<Doubling> doublings = new ArrayList<>();
    private final List<InstanceNorm> norms = new ArrayList<>();
    private final Conv3d last;
    private final Shortcut shortcut;

    Stem(MaskSamConfig.Stem config, PatchShape patch) {
        PerAxis kernel = PromptGenerator.kernel(patch);
        int width = config.width();
        this.first = child("first", new Conv3d(patch.modalities(), width, kernel, PerAxis.cube(1), Bias.WITH));
        norms.add(child("norms.0", new InstanceNorm(width)));
        for (int scale = 1; scale < config.upsampling(); scale *= 2) {
            doublings.add(child("doublings." + doublings.size(), new Doubling(width, width)));
            norms.add(child("norms." + norms.size(), new InstanceNorm(width)));
        }
        this.shortcut = config.shortcut();
        boolean isAlone = shortcut == Shortcut.NONE;
        Init init = isAlone ? Init.fanIn(width * kernel.volume()) : Init.zeros();
        Bias bias = isAlone ? Bias.WITH : Bias.WITHOUT;
        this.last = child("last", new Conv3d(width, COLOURS, kernel, PerAxis.cube(1), 1, bias, init));
    }

    /** (B, M, D, H, W) to (B D, 3, S, S). */
    Tensor forward(Tensor patch) {
        Tensor x = Activation.GELU.apply(norms.get(0).forward(first.forward(patch))); // (B, C, D, H, W)
        for (int i = 0; i < doublings.size(); i++) {
            x = Activation.GELU.apply(norms.get(i + 1).forward(doublings.get(i).forward(x))); // (B, C, D, 2 H, 2 W)
        }
        Tensor made = SliceMaps.of(last.forward(x)); // (B D, 3, S, S)
        return shortcut == Shortcut.NONE ? made : Ops.add(made, gray(patch, made.size(2), made.size(3)));
    }

    private static Tensor gray(Tensor patch, int height, int width) {
        Tensor mean = Ops.mean(SliceMaps.of(patch), Axes.KEPT, 1); // (B D, 1, H, W)
        return NeuralOps.resize(mean, Interpolation.BILINEAR, height, width);
    }
}
