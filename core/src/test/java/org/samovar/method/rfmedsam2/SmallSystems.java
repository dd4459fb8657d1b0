package org.samovar.method.rfmedsam2;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.samovar.method.PatchShape;
import org.samovar.model.sam2.Sam2;
import org.samovar.nn.Layer;
import org.samovar.nn.Parameter;
import org.samovar.nn.Weights;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;
import org.samovar.testing.SmallVideoNetwork;

/** Systems small enough for tests of some milliseconds. */
public final class SmallSystems {
    /** K. */
    public static final int CLASSES = 3;

    private SmallSystems() {}

    /** One modality, H = W. */
    public static PatchShape patch(int depth, int side) {
        return new PatchShape(1, depth, side, side);
    }

    /** The paper's choices on a small U-Net. */
    public static RfMedSam2Options options() {
        return new RfMedSam2Options(
                new GeneratorOptions(GeneratorOptions.Sight.VOLUME, 4, 8, 1),
                Prompts.BOXES_AND_MASKS,
                Adapters.ALL,
                Frames.PRECEDING,
                ObjectScore.OFF,
                2,
                2,
                Optional.empty());
    }

    /** Without weights. */
    public static RfMedSam2 system(PatchShape patch, RfMedSam2Options options) {
        return new RfMedSam2(patch, CLASSES, added -> new Sam2(SmallVideoNetwork.config(), added), options);
    }

    /** The same, which works on one slice at a time. */
    static RfMedSam2 sparing(PatchShape patch, RfMedSam2Options options) {
        return new RfMedSam2(
                patch,
                CLASSES,
                added -> new Sam2(SmallVideoNetwork.config(), added),
                options,
                new Refiner.AtOnce(1, 1));
    }

    /** The values that a parameter begins with. */
    static Tensor drawn(Parameter p, long seed) {
        return Tensors.of(p.init().draw(p.shape(), new SplittableRandom(seed)), p.shape());
    }

    /** Random weights, those that begin as zeros too. */
    static Weights restless(Layer network, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Weights.fill(network, (key, p) -> {
            float[] values = p.init().draw(p.shape(), random.split());
            for (int i = 0; i < values.length; i++) {
                values[i] += values[i] == 0 ? 0.1f * (float) random.nextGaussian() : 0;
            }
            return Tensors.of(values, p.shape());
        });
    }

    static Tensor noise(long seed, long... shape) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Tensors.of(values, shape);
    }
}
