package org.samovar.method.rfmedsam2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.samovar.method.PatchShape;
import org.samovar.method.SemanticNetwork;
import org.samovar.nn.Parameter;
import org.samovar.nn.Weights;
import org.samovar.tensor.Autograd;
import org.samovar.tensor.GraphMemory;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

class RfMedSam2Test {
    private static final int DEPTH = 8;
    private static final int SIDE = 16;
    private static final PatchShape PATCH = SmallSystems.patch(DEPTH, SIDE);

    private static Tensor patches() {
        return SmallSystems.noise(5, 2, 1, DEPTH, SIDE, SIDE);
    }

    private static RfMedSam2Options options(
            GeneratorOptions.Sight sight, Prompts prompts, Adapters adapters, ObjectScore score, int steps) {
        return new RfMedSam2Options(
                new GeneratorOptions(sight, 4, 8, 1),
                prompts,
                adapters,
                Frames.PRECEDING,
                score,
                steps,
                2,
                Optional.empty());
    }

    static Stream<RfMedSam2Options> choices() {
        GeneratorOptions.Sight volume = GeneratorOptions.Sight.VOLUME;
        return Stream.of(
                SmallSystems.options(),
                options(GeneratorOptions.Sight.SLICES, Prompts.BOXES, Adapters.PLAIN, ObjectScore.OFF, 2),
                options(volume, Prompts.POINTS, Adapters.DEPTHWISE, ObjectScore.ON, 2),
                options(volume, Prompts.NONE, Adapters.NONE, ObjectScore.OFF, 2),
                options(volume, Prompts.BOXES_AND_MASKS, Adapters.ALL, ObjectScore.ON, 1));
    }

    @ParameterizedTest
    @MethodSource("choices")
    void everyStepGivesEachVoxelItsClasses(RfMedSam2Options options) {
        RfMedSam2 system = SmallSystems.system(PATCH, options);
        try (Weights weights = SmallSystems.restless(system, 2);
                Scope scope = Scope.inference(Precision.FLOAT32)) {
            for (int step = 0; step <= options.steps(); step++) {
                SemanticNetwork view = system.steps().get(step);
                Tensor p = view.probabilities(patches()).check("Probabilities", 2, 3, DEPTH, SIDE, SIDE);
                float[] sums = Ops.sum(p, Ops.Axes.DROPPED, 1).toFloats();
                assertThat(sums[17]).isEqualTo(1, within(1e-4f));
                if (step == options.steps()) {
                    assertThat(system.probabilities(patches()).toFloats()).isEqualTo(p.toFloats());
                }
            }
            assertThat(system.steps()).hasSize(options.steps() + 1);
            assertThat(system.run(patches()).steps()).hasSize(options.steps() + 1);
        }
    }

    @Test
    void eachPatchOfABatchIsSeenByItself() {
        RfMedSam2 system = SmallSystems.system(PATCH, SmallSystems.options());
        try (Weights weights = SmallSystems.restless(system, 2);
                Scope scope = Scope.inference(Precision.FLOAT32)) {
            float[] both = system.probabilities(patches()).narrow(0, 1, 1).toFloats();
            float[] second = system.probabilities(patches().narrow(0, 1, 1)).toFloats();
            assertThat(second).containsExactly(both, within(1e-3f));
        }
    }

    @Test
    void whereSomeSlicesAreRefinedTheUNetStillSeesAllPatches() {
        RfMedSam2 system = SmallSystems.system(PATCH, SmallSystems.options());
        try (Weights weights = SmallSystems.restless(system, 2);
                Scope scope = Scope.inference(Precision.FLOAT32)) {
            RfMedSam2.Outcome all = system.run(patches());
            RfMedSam2.Outcome some = system.run(patches(), 1, 2);
            assertThat(some.generated().get(0).toFloats())
                    .containsExactly(all.generated().get(0).toFloats(), within(1e-4f));
            assertThat(some.steps()).hasSize(3);
            for (int step = 0; step < 2; step++) { // what has no memory is the same for each slice by itself
                Tensor expected = all.steps().get(step).logits().narrow(0, 0, 1).narrow(2, 1, 2);
                Tensor found = some.steps().get(step).logits().check("Logits", 1, 3, 2, SIDE, SIDE);
                assertThat(found.toFloats()).containsExactly(expected.toFloats(), within(1e-3f));
            }
            some.steps().get(2).logits().check("Logits", 1, 3, 2, SIDE, SIDE);
        }
    }

    /** The largest gradient of each parameter. */
    private static Map<String, Float> gradients(RfMedSam2 system, GraphMemory memory, int fromStep) {
        try (Weights weights = SmallSystems.restless(system, 2);
                Scope scope = Scope.training(Precision.FLOAT32, memory)) {
            List<String> keys = new ArrayList<>();
            List<Tensor> leaves = new ArrayList<>();
            weights.train(key -> !key.startsWith("backbone."));
            weights.parameters().forEach((key, p) -> {
                if (p.role() != Parameter.Role.BUFFER) {
                    keys.add(key);
                    leaves.add(p.value());
                }
            });
            RfMedSam2.Outcome outcome = system.run(patches());
            Tensor loss = Tensors.zeros();
            for (Step step : outcome.steps().subList(fromStep, outcome.steps().size())) {
                Tensor p = step.probabilities();
                loss = Ops.add(loss, Ops.mean(Ops.mul(p, SmallSystems.noise(7, p.shape()))));
            }
            Autograd.backward(loss);
            List<Tensor> gradients = Autograd.gradients(leaves);
            Map<String, Float> out = new LinkedHashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                float largest = 0;
                for (float g : gradients.get(i).toFloats()) {
                    largest = Math.max(largest, Math.abs(g));
                }
                out.put(keys.get(i), largest);
            }
            return out;
        }
    }

    private static boolean isUpperHeadOfDeepSupervision(String key) {
        return key.startsWith("unet.decoder.seg_layers.") && !key.startsWith("unet.decoder.seg_layers.1.");
    }

    @Test
    void gradientsReachWhatIsTrainedAndNothingOfSam2() {
        Map<String, Float> gradients =
                gradients(SmallSystems.system(PATCH, SmallSystems.options()), GraphMemory.WHOLE, 0);
        gradients.forEach((key, gradient) -> {
            if (key.startsWith("backbone.")) {
                assertThat(gradient).as(key).isZero();
            } else if (!isUpperHeadOfDeepSupervision(key)) {
                assertThat(gradient).as(key).isPositive();
            }
        });
        assertThat(gradients.keySet()).anyMatch(key -> key.startsWith("added.")).contains("stem.expand.weight");
    }

    @Test
    void theLossesOfSam2ReachTheUNetThroughMasksAlone() {
        RfMedSam2 told = SmallSystems.system(PATCH, SmallSystems.options());
        RfMedSam2 boxed = SmallSystems.system(
                PATCH, options(GeneratorOptions.Sight.VOLUME, Prompts.BOXES, Adapters.ALL, ObjectScore.OFF, 2));
        String key = "unet.encoder.stages.0.0.convs.0.conv.weight";
        assertThat(gradients(told, GraphMemory.WHOLE, 1).get(key)).isPositive();
        assertThat(gradients(boxed, GraphMemory.WHOLE, 1).get(key)).isZero();
    }

    @Test
    void gradientsAreTheSameSliceBySliceWhereTheGraphIsMadeAgain() {
        RfMedSam2 system = SmallSystems.system(PATCH, SmallSystems.options());
        RfMedSam2 sparing = SmallSystems.sparing(PATCH, SmallSystems.options());
        Map<String, Float> kept = gradients(system, GraphMemory.WHOLE, 0);
        Map<String, Float> again = gradients(sparing, GraphMemory.RECOMPUTED, 0);
        kept.forEach((key, gradient) ->
                assertThat(again.get(key)).as(key).isCloseTo(gradient, within(1e-6f + 1e-3f * gradient)));
    }

    @Test
    void patchesThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> SmallSystems.system(SmallSystems.patch(DEPTH, 24), SmallSystems.options()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("multiples of 32");
        assertThatThrownBy(() -> SmallSystems.system(SmallSystems.patch(9, SIDE), SmallSystems.options()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("U-Net");
    }
}
