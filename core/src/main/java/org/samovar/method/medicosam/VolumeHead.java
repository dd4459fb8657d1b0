package org.samovar.method.medicosam;

import java.util.List;
import org.samovar.method.SliceMaps;
import org.samovar.nn.BatchNorm;
import org.samovar.nn.Bias;
import org.samovar.nn.Conv3d;
import org.samovar.nn.PerAxis;
import org.samovar.tensor.Autograd;
import org.samovar.tensor.NeuralOps.Statistics;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * The features of slices, decoded one by one, joined to those of a volume by a 3D convolution (paper 004, section 2.4; medico-sam, {@code
 * SimpleUNETR3D.fusion_3d} and {@code classifier}).
 */
final class VolumeHead extends Head {
    private final int depth;
    private final Conv3d fusion;
    private final BatchNorm fusionNorm;
    private final Conv3d mix;
    private final BatchNorm mixNorm;
    private final Conv3d classifier;

    /**
     * @param depth D, slices of a volume
     * @param fused channels of its features
     */
    VolumeHead(int depth, long width, long fused, long outputs) {
        this.depth = depth;
        this.fusion = child("fusion_3d.0", new Conv3d(width, fused, PerAxis.cube(3), PerAxis.cube(1), Bias.WITHOUT));
        this.fusionNorm = child("fusion_3d.1", new BatchNorm(fused));
        this.mix = child("fusion_3d.3", Conv3d.pointwise(fused, fused));
        this.mixNorm = child("fusion_3d.4", new BatchNorm(fused));
        this.classifier = child("classifier", Conv3d.pointwise(fused, outputs));
    }

    @Override
    Tensor forward(Tensor features, Statistics use) {
        Tensor volume = SliceMaps.joined(features, depth); // (B, C, D, H, W)
        Tensor joined = Autograd.checkpointRows(List.of(volume), one -> List.of(fusion.forward(one.get(0))))
                .get(0); // (B, F, D, H, W)
        Tensor fused = step(joined, x -> Ops.relu(fusionNorm.forward(x, use))); // (B, F, D, H, W)
        Tensor mixed = step(fused, x -> Ops.relu(mixNorm.forward(mix.forward(x), use))); // (B, F, D, H, W)
        return classifier.forward(mixed); // (B, K, D, H, W)
    }
}
