package org.samovar.model.sam;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.samovar.checkpoint.StateDict;
import org.samovar.checkpoint.StoredTensor;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.NeuralOps.Interpolation;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/**
 * SAM's weights for a network whose configured input has another side. Here one network sees inputs of any side and stretches what it knows
 * of places and of distances over the whole grid while it runs; others want weights that were stretched before (MA-SAM and micro-sam).
 */
public final class SamPositions {
    private static final String PLACES = "image_encoder.pos_embed";
    private static final Pattern DISTANCES = Pattern.compile("image_encoder\\.blocks\\.\\d+\\.attn\\.rel_pos_[hw]");

    private SamPositions() {}

    /**
     * The weights for inputs of a side.
     *
     * @param stored under SAM's keys
     * @param side in pixels, a multiple of 16
     */
    public static StateDict at(StateDict stored, int side) {
        long own = stored.get(PLACES).size(1);
        int grid = side / ImageEncoder.PATCH;
        if (own == grid) {
            return stored;
        }
        List<StoredTensor> out = new ArrayList<>();
        stored.tensors().forEach((key, tensor) -> {
            if (key.equals(PLACES)) {
                out.add(places(tensor, grid));
            } else if (DISTANCES.matcher(key).matches() && tensor.size(0) == 2 * own - 1) {
                out.add(distances(tensor, 2 * grid - 1));
            } else {
                out.add(tensor);
            }
        });
        return StateDict.of(stored.origin(), out, stored.metadata());
    }

    /** (1, H, W, C) on another grid. */
    private static StoredTensor places(StoredTensor tensor, int grid) {
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            Tensor map = Tensors.of(tensor.toFloats(), tensor.shape()).permute(0, 3, 1, 2); // (1, C, H, W)
            float[] resized = NeuralOps.resize(map, Interpolation.BILINEAR, grid, grid)
                    .permute(0, 2, 3, 1)
                    .toFloats();
            return StoredTensor.ofFloats(tensor.name(), new long[] {1, grid, grid, tensor.size(3)}, resized);
        }
    }

    /** (L, E) with another number of distances. */
    private static StoredTensor distances(StoredTensor tensor, int length) {
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            int channels = (int) tensor.size(1);
            Tensor table = Tensors.of(tensor.toFloats(), 1, 1, tensor.size(0), channels);
            float[] resized = NeuralOps.resize(table, Interpolation.BILINEAR, length, channels)
                    .toFloats();
            return StoredTensor.ofFloats(tensor.name(), new long[] {length, channels}, resized);
        }
    }
}
