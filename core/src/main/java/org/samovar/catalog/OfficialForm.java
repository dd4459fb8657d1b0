package org.samovar.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samovar.checkpoint.StateDict;
import org.samovar.checkpoint.StoredTensor;
import org.samovar.model.sam2.Sam2;
import org.samovar.model.sam2.Sam2Config;
import org.samovar.model.sam2.Sam2Metadata;
import org.samovar.nn.StoredWeights;
import org.samovar.nn.Weights;
import org.samovar.tensor.Precision;

/**
 * State dicts as the official packages want them.
 *
 * <p>{@code SAM2Base} fixes the decoder's MLPs at 2048 hidden channels and the IoU head at 256, and always has a memory. A small network of ours gets there
 * without another result: hidden channels of zeros add nothing, and images do not pass the memory, which is filled with initial values.
 */
public final class OfficialForm {
    private static final int DECODER_MLP = 2048;
    private static final String IOU_HEAD = "sam_mask_decoder.iou_prediction_head.layers.";
    private static final int IOU_HIDDEN = 256;
    private static final long SEED = 1;

    private OfficialForm() {}

    /** The state dict itself where its network is a published one, otherwise the enlarged one. */
    public static StateDict of(StateDict stored) {
        Optional<Sam2Config> config = Sam2Metadata.read(stored.metadata());
        return config.map(c -> enlarged(stored, c)).orElse(stored);
    }

    private static StateDict enlarged(StateDict stored, Sam2Config config) {
        Sam2 network = new Sam2(config.withMemory(DECODER_MLP));
        try (Weights initial = Weights.initialise(network, SEED)) {
            StateDict all = StoredWeights.store(stored.origin(), initial, Precision.FLOAT32, Map.of());
            List<StoredTensor> out = new ArrayList<>();
            all.tensors().forEach((key, tensor) -> {
                long[] shape = officialShape(key, tensor.shape());
                out.add(stored.find(key)
                        .map(own -> StoredTensor.ofFloats(key, shape, padded(own, shape)))
                        .orElse(tensor));
            });
            return StateDict.of(stored.origin(), out, Map.of());
        }
    }

    /** The IoU head has a width of its own in {@code SAM2Base}, whatever the decoder's; its three layers are hidden, hidden and output. */
    private static long[] officialShape(String key, long[] shape) {
        if (!key.startsWith(IOU_HEAD)) {
            return shape;
        }
        char layer = key.charAt(IOU_HEAD.length());
        long[] out = shape.clone();
        if (layer != '2') {
            out[0] = IOU_HIDDEN;
        }
        if (layer != '0' && shape.length > 1) {
            out[1] = IOU_HIDDEN;
        }
        return out;
    }

    /** The values in the low corner of a shape that may be larger along its two first axes, zeros elsewhere. */
    private static float[] padded(StoredTensor tensor, long[] shape) {
        float[] values = tensor.toFloats();
        long[] own = tensor.shape();
        if (Arrays.equals(own, shape)) {
            return values;
        }
        int rows = (int) own[0];
        int columns = own.length > 1 ? (int) own[1] : 1;
        int width = shape.length > 1 ? (int) shape[1] : 1;
        float[] out = new float[Math.toIntExact(shape[0] * width)];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(values, row * columns, out, row * width, columns);
        }
        return out;
    }
}
