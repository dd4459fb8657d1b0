package org.samovar.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.samovar.image.Mask;
import org.samovar.model.InputRule;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.train.augment.ClipSample;
import org.samovar.train.augment.Shot;

/** Scores a memory on clips that are always the same, cut from held-out images and drawn by the computer: a mask on the first frame. */
final class ClipValidation implements Validation {
    /** Clips of each kind. */
    private static final int CLIPS = 48;

    private static final int TOGETHER = 8;
    private static final long SEED = 20261122;

    /**
     * Mean Dice on the frame after the prompted one and on the last one where the object is there, and the share of frames on which a mask
     * is there or not as the object is.
     */
    private static final List<String> COLUMNS = List.of("next", "last", "presence");

    private static final List<Integer> COUNTING = List.of(0, 1, 2);

    private final ClipObjective objective;
    private final TrainConfig.Stage stage;
    private final Map<String, List<ClipBatch>> batches = new LinkedHashMap<>();

    /** @param stage whose clips are imitated */
    ClipValidation(
            ClipObjective objective,
            TrainingData data,
            TrainConfig.Stage stage,
            InputRule rule,
            double syntheticShare) {
        this.objective = objective;
        this.stage = stage;
        ClipData held = ClipData.of(data.validation(), 0);
        SplittableRandom random = new SplittableRandom(SEED);
        if (held.hasContinuous(stage.clips())) {
            batches.put("held out", batches(held, Shot.Kind.CONTINUOUS, rule, random));
        }
        if (syntheticShare > 0) {
            batches.put("synthetic", batches(ClipData.of(List.of(), 1), Shot.Kind.CONTINUOUS, rule, random));
        }
        if (stage.clips().heapShare() > 0 && held.hasHeaps()) {
            batches.put("heaps", batches(held, Shot.Kind.HEAP, rule, random));
        }
    }

    private List<ClipBatch> batches(ClipData data, Shot.Kind kind, InputRule rule, SplittableRandom random) {
        List<ClipBatch> out = new ArrayList<>();
        for (int from = 0; from < CLIPS; from += TOGETHER) {
            List<ClipSample> clips = new ArrayList<>();
            for (int i = 0; i < TOGETHER; i++) {
                clips.add(data.sample(kind, stage.clips(), stage.sizes().get(0), random));
            }
            out.add(ClipBatch.of(clips, rule));
        }
        return out;
    }

    @Override
    public int size() {
        return batches.values().stream().mapToInt(List::size).sum();
    }

    @Override
    public List<String> columns() {
        return COLUMNS;
    }

    @Override
    public Result run() {
        Map<String, List<double[]>> scores = new LinkedHashMap<>();
        batches.forEach((kind, all) -> scores.put(kind, List.of(score(all))));
        return Result.of(scores, COUNTING);
    }

    private double[] score(List<ClipBatch> all) {
        Mean next = new Mean();
        Mean last = new Mean();
        Mean presence = new Mean();
        for (ClipBatch batch : all) {
            try (Scope scope = Scope.inference(Precision.FLOAT32)) {
                List<List<Mask>> found = objective.masks(batch, stage);
                for (int t = 1; t < batch.frames().size(); t++) {
                    List<Mask> truth = PromptBatch.masks(batch.frames().get(t).targets(), batch.grid(), 0.499);
                    for (int i = 0; i < truth.size(); i++) {
                        Mask mask = found.get(t - 1).get(i);
                        presence.add(truth.get(i).isEmpty() == mask.isEmpty() ? 1 : 0);
                        if (!truth.get(i).isEmpty() && t == 1) {
                            next.add(ImageValidation.dice(truth.get(i), mask));
                        }
                        if (!truth.get(i).isEmpty() && t == batch.frames().size() - 1) {
                            last.add(ImageValidation.dice(truth.get(i), mask));
                        }
                    }
                }
            }
        }
        return new double[] {next.value(), last.value(), presence.value()};
    }

    /** A mean of what was added; 0 of nothing. */
    private static final class Mean {
        private double sum;
        private int count;

        void add(double value) {
            sum += value;
            count++;
        }

        double value() {
            return count == 0 ? 0 : sum / count;
        }
    }
}
