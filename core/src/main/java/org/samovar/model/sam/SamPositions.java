package org.samovar.model.sam;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.samovar.checkpoint.StateDict;
import org.samovar.checkpoint.StoredTensor;
import org.samovar.nn.Layer;
import org.samovar.nn.Parameter;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.NeuralOps.Interpolation;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/**
 * SAM's weights for inputs of another side: what it knows of places and of distances over the whole grid is stretched to another number of
 * patches (MA-SAM and micro-sam, bilinear; segment-anything, {@code get_rel_pos}, linear).
 */
public final class SamPositions {
    private static final Pattern PLACES = Pattern.compile("(.*\\.)?image_encoder\\.pos_embed");
    private static final Pattern DISTANCES = Pattern.compile("(.*\\.)?image_encoder\\.blocks\\.\\d+\\.attn\\.rel_pos_[hw]");

    private SamPositions() {}

    /** The same weights, those of positions with the shapes that a network wants; keys that it lacks stay as they are. */
    public static StateDict fitting(StateDict stored, Layer network) {
        Map<String, Parameter> wanted = network.parameters();
        List<StoredTensor> out = new ArrayList<>();
        stored.tensors().forEach((key, tensor) -> {
            Parameter parameter = wanted.get(key);
            out.add(parameter == null ? tensor : fitting(key, tensor, parameter.shape()));
        });
        return StateDict.of(stored.origin(), out, stored.metadata());
    }

    private static StoredTensor fitting(String key, StoredTensor tensor, long[] shape) {
        boolean isSame = Arrays.equals(tensor.shape(), shape);
        boolean isOfChannels = tensor.rank() == shape.length && tensor.size(shape.length - 1) == shape[shape.length - 1];
        if (isSame || !isOfChannels) {
            return tensor;
        }
        if (PLACES.matcher(key).matches() && shape.length == 4) {
            return StoredTensor.ofFloats(key, shape, places(tensor, shape));
        }
        return DISTANCES.matcher(key).matches() && shape.length == 2
                ? StoredTensor.ofFloats(key, shape, distances(tensor, shape))
                : tensor;
    }

    /** (1, H, W, C) to (1, H', W', C). */
    private static float[] places(StoredTensor tensor, long[] shape) {
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            Tensor grid = Tensors.of(tensor.toFloats(), tensor.shape()).permute(0, 3, 1, 2); // (1, C, H, W)
            return NeuralOps.resize(grid, Interpolation.BILINEAR, (int) shape[1], (int) shape[2])
                    .permute(0, 2, 3, 1)
                    .toFloats();
        }
    }

    /** (2 N - 1, E) to (2 N' - 1, E). */
    private static float[] distances(StoredTensor tensor, long[] shape) {
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            Tensor table = Tensors.of(tensor.toFloats(), 1, 1, tensor.size(0), tensor.size(1));
            return NeuralOps.resize(table, Interpolation.BILINEAR, (int) shape[0], (int) shape[1])
                    .toFloats();
        }
    }
}
