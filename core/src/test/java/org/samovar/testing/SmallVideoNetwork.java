package org.samovar.testing;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.samovar.model.sam2.Sam2;
import org.samovar.model.sam2.Sam2Config;
import org.samovar.nn.Weights;
import org.samovar.tensor.Tensors;

/** A SAM 2.1 with a memory that is small enough for tests of some milliseconds. */
public final class SmallVideoNetwork {
    /** Side of its input. */
    public static final int SIDE = 64;

    private static final String OBJECT_SCORE = "sam_mask_decoder.pred_obj_score_head.layers.2.bias";
    private static final String IOU = "sam_mask_decoder.iou_prediction_head.layers.2.bias";

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
        return random(network, seed, Map.of(OBJECT_SCORE, 10f));
    }

    /** The same weights, but the network expects an IoU near 0 of each of its masks. */
    public static Weights alwaysPresentAndDoubted(Sam2 network, long seed) {
        return random(network, seed, Map.of(OBJECT_SCORE, 10f, IOU, -10f));
    }

    /** @param biases values of all elements, by key */
    private static Weights random(Sam2 network, long seed, Map<String, Float> biases) {
        SplittableRandom random = new SplittableRandom(seed);
        return Weights.fill(network, (key, p) -> {
            float[] values = p.init().draw(p.shape(), random.split());
            Optional.ofNullable(biases.get(key)).ifPresent(bias -> Arrays.fill(values, bias));
            return Tensors.of(values, p.shape());
        });
    }
}
