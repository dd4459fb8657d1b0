package org.samovar.train;

import java.util.List;
import org.samovar.image.LabelMap;
import org.samovar.predict.instances.InstanceMaps;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;
import org.samovar.train.instances.InstanceTargets;
import org.samovar.train.loss.ChannelDice;

/** What a decoder beside a promptable network learns to find without prompts. */
public enum DecoderAim {
    /** All objects together, in one channel (paper 004, section 2.2). */
    FOREGROUND(1) {
        @Override
        List<float[]> maps(LabelMap ids) {
            float[] out = new float[ids.size().pixels()];
            for (int i = 0; i < out.length; i++) {
                out[i] = ids.labels()[i] != 0 ? 1 : 0;
            }
            return List.of(out);
        }
    },
    /** Each object: the foreground, and in objects the distances of {@link InstanceMaps} (micro-sam, {@code DiceBasedDistanceLoss}). */
    INSTANCES(InstanceMaps.CHANNELS) {
        @Override
        List<float[]> maps(LabelMap ids) {
            InstanceMaps maps = InstanceTargets.of(ids);
            return List.of(maps.foreground(), maps.toCentre(), maps.toBoundary());
        }
    };

    private final int outputs;

    DecoderAim(int outputs) {
        this.outputs = outputs;
    }

    /** K, channels of the decoder. */
    int outputs() {
        return outputs;
    }

    /** What the decoder should find where these objects are, a map for each channel; the first one is the foreground. */
    abstract List<float[]> maps(LabelMap ids);

    /**
     * The sum of the Dice losses of the channels; all but the first are judged where there is foreground alone.
     *
     * @param found (B, K, H, W), 0 to 1
     * @param target of the same shape
     * @return a scalar
     */
    Tensor loss(Tensor found, Tensor target) {
        Tensor foreground = ChannelDice.of(found.narrow(1, 0, 1), target.narrow(1, 0, 1)); // (1)
        if (outputs == 1) {
            return Ops.sum(foreground);
        }
        Tensor inside = target.narrow(1, 0, 1); // (B, 1, H, W)
        Tensor distances = ChannelDice.of(
                Ops.mul(found.narrow(1, 1, outputs - 1), inside), Ops.mul(target.narrow(1, 1, outputs - 1), inside));
        return Ops.add(Ops.sum(foreground), Ops.sum(distances));
    }
}
