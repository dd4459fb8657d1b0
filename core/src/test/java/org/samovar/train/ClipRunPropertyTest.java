package org.samovar.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.samovar.image.Mask;
import org.samovar.memory.Corrections;
import org.samovar.memory.Direction;
import org.samovar.memory.Tracker;
import org.samovar.model.ImageFeatures;
import org.samovar.model.sam2.FramePrompt;
import org.samovar.model.sam2.FrameResult;
import org.samovar.model.sam2.MaskMemory;
import org.samovar.model.sam2.Sam2;
import org.samovar.nn.Weights;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.NeuralOps.Interpolation;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;
import org.samovar.testing.SmallVideoNetwork;
import org.samovar.train.augment.ClipSample;
import org.samovar.train.augment.Shot;
import org.samovar.train.loss.MaskLoss;

class ClipRunPropertyTest {
    private static final int SIDE = SmallVideoNetwork.SIDE;
    private static final int CLIPS = 2;
    private static final int FRAMES = 9; // more than any bank but the released code's holds
    private static final long SEED = 3;

    private final Sam2 network = SmallVideoNetwork.create();

    private static TrainConfig.Stage stage(Bank bank) {
        TrainConfig.Clips clips =
                new TrainConfig.Clips(1, FRAMES, 0, 0, 0, Optional.of(bank), Optional.empty(), Optional.empty());
        return TinyRun.config(1, 1, clips).stages().get(0);
    }

    private static List<ClipSample> clips(long seed) {
        ClipData data = ClipData.of(List.of(), 1);
        SplittableRandom random = new SplittableRandom(seed);
        TrainConfig.Clips wanted = new TrainConfig.Clips(1, FRAMES, 0, 0, 0);
        return IntStream.range(0, CLIPS)
                .mapToObj(i -> data.sample(Shot.Kind.CONTINUOUS, wanted, SIDE, random))
                .toList();
    }

    private static long different(List<List<Mask>> a, List<List<Mask>> b, int clip) {
        long pixels = 0;
        for (int t = 0; t < a.size(); t++) {
            Mask one = a.get(t).get(clip);
            Mask other = b.get(t).get(0);
            pixels += one.minus(other).area() + other.minus(one).area();
        }
        return pixels;
    }

    @Property
    void eachClipOfABatchIsWhatItIsAloneAndWhatPredictionMakesOfIt(@ForAll Bank bank) {
        List<ClipSample> clips = clips(SEED);
        try (Weights weights = weights(bank);
                Scope scope = Scope.inference(Precision.FLOAT32)) {
            ClipObjective objective = new ClipObjective(network, network.frameStep(), MaskLoss.BALANCED);
            List<List<Mask>> together = objective.masks(ClipBatch.of(clips, network.input()), stage(bank));
            for (int i = 0; i < CLIPS; i++) {
                ClipBatch alone = ClipBatch.of(List.of(clips.get(i)), network.input());
                // a batch may differ in the last bits, which may turn a pixel at the edge
                assertThat(different(together, objective.masks(alone, stage(bank)), i))
                        .isLessThan(3);
                assertThat(different(together, tracked(alone, bank), i)).isLessThan(3);
            }
        }
    }

    /** Of what is doubted, a bank that asks for confidence keeps nothing. */
    private Weights weights(Bank bank) {
        return bank == Bank.CONFIDENCE
                ? SmallVideoNetwork.alwaysPresentAndDoubted(network, SEED)
                : SmallVideoNetwork.alwaysPresent(network, SEED);
    }

    /** The masks of one clip by the tracker of prediction. */
    private List<List<Mask>> tracked(ClipBatch batch, Bank bank) {
        List<List<Mask>> out = new ArrayList<>();
        try (Tracker tracker =
                new Tracker(network.frameStep(), 16, bank.policy(0), Corrections.PROMPTED, MaskMemory.BINARY)) {
            Tensor target = Tensors.of(batch.frames().get(0).targets(), 1, 1, batch.grid(), batch.grid());
            float[] mask =
                    NeuralOps.resize(target, Interpolation.NEAREST, SIDE, SIDE).toFloats();
            for (int i = 0; i < mask.length; i++) {
                mask[i] = mask[i] > 0.499 ? 1 : 0;
            }
            tracker.prompt(1, 0, features(batch, 0), new FramePrompt.Given(Tensors.of(mask, 1, 1, SIDE, SIDE)));
            for (int t = 1; t < FRAMES; t++) {
                FrameResult found =
                        tracker.track(t, features(batch, t), Direction.FORWARD).get(1);
                Tensor fine = NeuralOps.resize(found.logits(), Interpolation.BILINEAR, batch.grid(), batch.grid());
                out.add(PromptBatch.masks(fine.toFloats(), batch.grid(), 0));
            }
        }
        return out;
    }

    private ImageFeatures features(ClipBatch batch, int frame) {
        return network.encode(Tensors.of(batch.frames().get(frame).pixels(), 1, 3, SIDE, SIDE));
    }
}
