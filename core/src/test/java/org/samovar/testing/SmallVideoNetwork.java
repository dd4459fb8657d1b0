package org.samovar.testing;

import java.util.List;
import java.util.SplittableRandom;
import org.samovar.model.sam2.Sam2;
import org.samovar.model.sam2.Sam2Config;
import org.samovar.nn.Weights;
import org.samovar.tensor.Tensors;

/** A SAM 2.1 with a memory that is small enough for tests of some milliseconds. */
public final class SmallVideoNetwork {
    /** Side of its input. */
    public static final int SIDE = 64;

    private SmallVideoNetwork() {}

    /** Without weights. */
    public static Sam2 create() {
        return new Sam2(config());
    }

    /** What it is made of. */
    public static Sam2Config config() {
        return new Sam2Config(
                Sam2Config.Version.SAM_2_1,
                SIDE,
                8,
                1,
                List.of(1, 1, 1, 1),
                List.of(3),
                List.of(4, 4, 4, 2),
                7,
                64,
                16,
                Sam2Config.Memory.WITH,
                Sam2Config.SingleMask.FIRST_TOKEN);
    }

    /** Random weights with which the network takes every object to be on every frame. */
    public static Weights alwaysPresent(Sam2 network, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Weights.fill(network, (key, p) -> {
            float[] values = p.init().draw(p.shape(), random.split());
            if (key.equals("sam_mask_decoder.pred_obj_score_head.layers.2.bias")) {
                values[0] = 10;
            }
            return Tensors.of(values, p.shape());
        });
    }
}
