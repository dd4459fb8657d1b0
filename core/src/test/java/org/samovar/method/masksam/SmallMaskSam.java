package org.samovar.method.masksam;

import java.util.List;
import java.util.Set;
import org.samovar.method.PatchShape;
import org.samovar.method.masksam.MaskSamConfig.Adaptation;
import org.samovar.method.masksam.MaskSamConfig.Adapters;
import org.samovar.method.masksam.MaskSamConfig.DepthPositions;
import org.samovar.method.masksam.MaskSamConfig.Generator;
import org.samovar.method.masksam.MaskSamConfig.Heads;
import org.samovar.method.masksam.MaskSamConfig.Learning;
import org.samovar.method.masksam.MaskSamConfig.MaskPrompts;
import org.samovar.method.masksam.MaskSamConfig.Prompts;
import org.samovar.method.masksam.MaskSamConfig.Shortcut;
import org.samovar.method.masksam.MaskSamConfig.Stem;
import org.samovar.model.sam.Sam;
import org.samovar.model.sam.SamConfig;
import org.samovar.model.sam2.Sam2;
import org.samovar.model.sam2.Sam2Config;
import org.samovar.nn.adapt.Adapter;

/** MaskSAM small enough for tests of some seconds. */
public final class SmallMaskSam {
    private SmallMaskSam() {}

    /** The full model, B9, with four queries and masks compared at every pixel. */
    public static MaskSamConfig config() {
        return new MaskSamConfig(
                4,
                new Stem(4, 2, Shortcut.NONE),
                new Generator(List.of(8, 8, 16), 1, Prompts.MASK_AND_MEAN_BOX, MaskPrompts.BINARY, Heads.MLP, 3),
                new Adaptation(
                        Adapters.DEPTH_CONVOLUTION, Adapters.DEPTH_MLP, DepthPositions.WITH, Adapter.Start.RANDOM),
                Learning.published(0));
    }

    /** On a Hiera with levels of strides 4 to 32. */
    public static MaskSam onSam2(PatchShape patch, int classes, MaskSamConfig config) {
        Sam2Config backbone = new Sam2Config(
                Sam2Config.Version.SAM_2_1,
                64,
                8,
                1,
                List.of(1, 1, 1, 1),
                List.of(3),
                List.of(4, 4, 4, 2),
                7,
                32,
                16,
                Sam2Config.Memory.WITHOUT,
                Sam2Config.SingleMask.FIRST_TOKEN);
        return new MaskSam(config, patch, classes, additions -> new Sam2(backbone, additions));
    }

    /** On a plain transformer with two levels of stride 16. */
    public static MaskSam onSam(PatchShape patch, int classes, MaskSamConfig config) {
        SamConfig backbone = new SamConfig(64, 16, 3, 2, Set.of(1, 2));
        return new MaskSam(config, patch, classes, additions -> new Sam(backbone, additions));
    }
}
