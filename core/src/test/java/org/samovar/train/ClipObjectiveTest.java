package org.samovar.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.samovar.geometry.UserError;
import org.samovar.model.sam2.Sam2;
import org.samovar.nn.Parameter;
import org.samovar.nn.Weights;
import org.samovar.tensor.Autograd;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Ops.Axes;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;
import org.samovar.testing.SmallVideoNetwork;
import org.samovar.train.augment.ClipSample;
import org.samovar.train.augment.Shot;
import org.samovar.train.augment.ViewChange;
import org.samovar.train.loss.MaskLoss;

class ClipObjectiveTest {
    private static final int SIDE = SmallVideoNetwork.SIDE;

    private final Sam2 network = SmallVideoNetwork.create();

    private static TrainConfig.Stage stage(Bank bank, TrainConfig.Interaction interaction) {
        TrainConfig.Clips clips =
                new TrainConfig.Clips(1, 4, 0, 0, 0, Optional.of(bank), Optional.of(interaction), Optional.empty());
        return TinyRun.config(1, 1, clips).stages().get(0);
    }

    /** Two clips of a bright square; that of the second is on the first frame alone. */
    private ClipBatch batch() {
        List<ClipSample> clips = new ArrayList<>();
        for (int c = 0; c < 2; c++) {
            List<ClipSample.Frame> frames = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                float[] pixels = new float[3 * SIDE * SIDE];
                float[] target = new float[SIDE * SIDE / 4];
                for (int y = 8; y < 24 && (c == 0 || t == 0); y++) {
                    int from = y * SIDE / 2 + 4 + 2 * t;
                    Arrays.fill(target, from, from + 12, 1);
                    Arrays.fill(pixels, 4 * from, 4 * from + 24, 1);
                }
                frames.add(new ClipSample.Frame(pixels, target, ViewChange.NONE));
            }
            clips.add(new ClipSample(SIDE, Shot.Kind.HEAP, frames));
        }
        return ClipBatch.of(clips, network.input());
    }

    private float loss(TrainConfig.Stage stage, long seed) {
        ClipObjective objective = new ClipObjective(network, network.frameStep(), MaskLoss.DICE_ENTROPY);
        Tensor loss = objective.of(batch(), stage, new SplittableRandom(seed));
        Autograd.backward(loss);
        return loss.item();
    }

    /** The keys of all weights that no gradient reaches, over batches that begin with a mask, clicks and boxes. */
    private Set<String> silent(TrainConfig.Stage stage) {
        try (Weights weights = SmallVideoNetwork.alwaysPresent(network, 5)) {
            List<Tensor> trained = weights.train(key -> true);
            List<String> keys = weights.parameters().entrySet().stream()
                    .filter(entry -> entry.getValue().role() != Parameter.Role.BUFFER)
                    .map(Map.Entry::getKey)
                    .toList();
            Set<String> silent = new TreeSet<>(keys);
            for (long seed = 0; seed < 4; seed++) {
                try (Scope scope = Scope.training(Precision.FLOAT32)) {
                    assertThat(loss(stage, seed)).isFinite().isPositive();
                    List<Tensor> gradients = Autograd.gradients(trained);
                    for (int i = 0; i < keys.size(); i++) {
                        if (Ops.max(Ops.abs(gradients.get(i)), Axes.DROPPED).item() > 0) {
                            silent.remove(keys.get(i));
                        }
                    }
                    Autograd.clear(gradients);
                }
            }
            return silent;
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Bank.class,
            names = {"FIFO", "SELFSORTING"})
    void allThatAMemoryIsMadeOfLearns(Bank bank) {
        // of an absent object, it learns where an empty mask is given
        assertThat(silent(stage(bank, new TrainConfig.Interaction(2, 1, 0.5, 0.5))))
                .containsExactly("no_mem_pos_enc"); // no network uses it
    }

    @Test
    void theReleasedBankLearnsFromMapsAlone() {
        assertThat(silent(stage(Bank.RELEASED, new TrainConfig.Interaction(2, 1, 0, 0))))
                .allMatch(key -> key.startsWith("no_")
                        || key.startsWith("obj_ptr")
                        || key.startsWith("mask_downsample")
                        || key.equals("maskmem_tpos_enc"))
                .contains("maskmem_tpos_enc", "obj_ptr_proj.layers.0.weight");
    }

    @Test
    void clicksCorrectTheFirstFrameUnlessItIsGiven() {
        TrainConfig.Stage once = stage(Bank.FIFO, new TrainConfig.Interaction(1, 1, 0, 0));
        TrainConfig.Stage often = stage(Bank.FIFO, new TrainConfig.Interaction(1, 3, 0, 0));
        Set<ClipPlan.Start> starts = new HashSet<>();
        try (Weights weights = SmallVideoNetwork.alwaysPresent(network, 5);
                Scope scope = Scope.training(Precision.FLOAT32)) {
            weights.train(key -> true);
            for (long seed = 0; seed < 4; seed++) {
                ClipPlan plan = ClipPlan.of(once.clips(), Shot.Kind.HEAP, 4, new SplittableRandom(seed));
                ClipPlan.Start start = plan.prompted().get(0);
                starts.add(start);
                assertThat(loss(often, seed) != loss(once, seed)).isEqualTo(start != ClipPlan.Start.MASK);
            }
        }
        assertThat(starts).contains(ClipPlan.Start.MASK).hasSizeGreaterThan(1);
    }

    @Test
    void answersThatAreNoNumbersAreToldInPlainWords() {
        TrainConfig.Stage stage = stage(Bank.SELFSORTING, new TrainConfig.Interaction(0, 1, 0, 0));
        try (Weights weights = Weights.fill(network, (key, p) -> Tensors.full(Double.NaN, p.shape()));
                Scope scope = Scope.training(Precision.FLOAT32)) {
            weights.train(key -> true);
            assertThatThrownBy(() -> loss(stage, 1))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("not a number");
        }
    }
}
