package org.samovar.nn.unet;

import java.util.ArrayList;
import java.util.List;
import org.samovar.nn.Activation;
import org.samovar.nn.Bias;
import org.samovar.nn.Conv3d;
import org.samovar.nn.Init;
import org.samovar.nn.InstanceNorm;
import org.samovar.nn.Layer;
import org.samovar.nn.PerAxis;
import org.samovar.tensor.Tensor;

/** Convolutions, each with an instance norm and a leaky ReLU. Reference: {@code StackedConvBlocks} of dynamic-network-architectures. */
public final class ConvolutionStack extends Layer {
    private final List<Conv3d> convolutions = new ArrayList<>();
    private final List<InstanceNorm> norms = new ArrayList<>();

    /** @param in channels of the input; the first convolution has the stride */
    public ConvolutionStack(int in, int count, UNetStage stage, PerAxis stride) {
        int features = stage.features();
        for (int i = 0; i < count; i++) {
            int from = i == 0 ? in : features;
            PerAxis step = i == 0 ? stride : PerAxis.cube(1);
            Init init = Init.leakyFanIn(from * stage.kernel().volume());
            Conv3d convolution = new Conv3d(from, features, stage.kernel(), step, 1, Bias.WITH, init);
            convolutions.add(child("convs." + i + ".conv", convolution));
            norms.add(child("convs." + i + ".norm", new InstanceNorm(features)));
        }
    }

    /** (B, in, D, H, W) to (B, features, D', H', W'). */
    public Tensor forward(Tensor x) {
        Tensor y = x;
        for (int i = 0; i < convolutions.size(); i++) {
            y = Activation.LEAKY_RELU.apply(
                    norms.get(i).forward(convolutions.get(i).forward(y)));
        }
        return y;
    }
}
