package org.samovar.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.samovar.tensor.NeuralOps.Statistics;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;

/** The Dice of a decoder's maps, meaned over its channels, on the middle of held-out images. */
final class DecoderValidation implements Validation {
    private final DecoderObjective objective;
    private final DecoderAim aim;
    private final Map<String, List<DecoderBatch>> scenes;

    /** @param scenes of each dataset, one a batch; none of the lists is empty */
    DecoderValidation(DecoderObjective objective, DecoderAim aim, Map<String, List<DecoderBatch>> scenes) {
        this.objective = objective;
        this.aim = aim;
        this.scenes = new LinkedHashMap<>(scenes);
    }

    @Override
    public int size() {
        return scenes.values().stream().mapToInt(List::size).sum();
    }

    @Override
    public List<String> columns() {
        return List.of("decoder");
    }

    @Override
    public Result run() {
        Map<String, List<double[]>> rows = new LinkedHashMap<>();
        scenes.forEach((set, batches) -> {
            List<double[]> own = new ArrayList<>();
            for (DecoderBatch batch : batches) {
                try (Scope scope = Scope.inference(Precision.FLOAT32)) {
                    double loss = objective.of(batch, Statistics.RUNNING).item();
                    own.add(new double[] {1 - loss / aim.outputs()});
                }
            }
            rows.put(set, own);
        });
        return Result.of(rows, List.of(0));
    }
}
