package org.samovar.method.masksam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.samovar.geometry.UserError;
import org.samovar.method.PatchShape;
import org.samovar.method.masksam.MaskSamConfig.Adaptation;
import org.samovar.method.masksam.MaskSamConfig.Adapters;
import org.samovar.method.masksam.MaskSamConfig.DepthPositions;
import org.samovar.method.masksam.MaskSamConfig.Generator;
import org.samovar.method.masksam.MaskSamConfig.Heads;
import org.samovar.method.masksam.MaskSamConfig.MaskPrompts;
import org.samovar.method.masksam.MaskSamConfig.Prompts;
import org.samovar.method.masksam.MaskSamConfig.Shortcut;
import org.samovar.method.masksam.MaskSamConfig.Stem;
import org.samovar.model.AdaptableNetwork;
import org.samovar.model.sam.Sam;
import org.samovar.model.sam.SamConfig;
import org.samovar.model.sam2.Sam2;
import org.samovar.nn.Parameter;
import org.samovar.nn.Weights;
import org.samovar.nn.adapt.Adapter;
import org.samovar.tensor.Autograd;
import org.samovar.tensor.GraphMemory;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;
import org.samovar.testing.SmallVideoNetwork;

class MaskSamTest {
    private static final int B = 2;
    private static final int D = 3;
    private static final int K = 3;
    private static final PatchShape PATCH = new PatchShape(2, D, 32, 32);

    private static Tensor patches(PatchShape patch) {
        SplittableRandom random = new SplittableRandom(2);
        float[] values = new float[B * patch.modalities() * patch.depth() * patch.height() * patch.width()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Tensors.of(values, B, patch.modalities(), patch.depth(), patch.height(), patch.width());
    }

    private static MaskSamConfig with(Generator generator) {
        MaskSamConfig all = SmallMaskSam.config();
        return new MaskSamConfig(all.queries(), all.stem(), generator, all.adaptation(), all.learning());
    }

    private static MaskSamConfig with(Stem stem) {
        MaskSamConfig all = SmallMaskSam.config();
        return new MaskSamConfig(all.queries(), stem, all.generator(), all.adaptation(), all.learning());
    }

    private static MaskSamConfig with(Adaptation adaptation) {
        MaskSamConfig all = SmallMaskSam.config();
        return new MaskSamConfig(all.queries(), all.stem(), all.generator(), adaptation, all.learning());
    }

    private static MaskSamConfig prompted(Prompts prompts, MaskPrompts masks, Heads heads) {
        return with(new Generator(List.of(8, 16), 1, prompts, masks, heads, 2));
    }

    static Stream<MaskSam> networks() {
        Adaptation plain = new Adaptation(Adapters.PLAIN, Adapters.PLAIN, DepthPositions.WITHOUT, Adapter.Start.RANDOM);
        return Stream.of(
                SmallMaskSam.onSam2(PATCH, K, SmallMaskSam.config()),
                SmallMaskSam.onSam(PATCH, K, SmallMaskSam.config()),
                SmallMaskSam.onSam2(PATCH, K, prompted(Prompts.MASK, MaskPrompts.BINARY, Heads.MLP)),
                SmallMaskSam.onSam2(PATCH, K, prompted(Prompts.BOX, MaskPrompts.BINARY, Heads.MLP)),
                SmallMaskSam.onSam2(PATCH, K, prompted(Prompts.MASK_AND_BOX, MaskPrompts.LOGITS, Heads.MLP)),
                SmallMaskSam.onSam(
                        PATCH, K, prompted(Prompts.MASK_AND_MEAN_BOX, MaskPrompts.BINARY, Heads.CONVOLUTION)),
                SmallMaskSam.onSam2(PATCH, K, with(plain)),
                SmallMaskSam.onSam2(PATCH, K, with(new Stem(4, 4, Shortcut.NONE))),
                SmallMaskSam.onSam2(new PatchShape(1, 1, 32, 48), K, SmallMaskSam.config()));
    }

    private static double[] sums(float[] probabilities, int voxels) {
        double[] sums = new double[B * voxels];
        for (int i = 0; i < probabilities.length; i++) {
            sums[i / voxels / K * voxels + i % voxels] += probabilities[i];
        }
        return sums;
    }

    @ParameterizedTest
    @MethodSource("networks")
    void patchesBecomeProbabilitiesOfClasses(MaskSam network) {
        PatchShape patch = network.patch();
        try (Weights weights = Weights.initialise(network, 3);
                Scope scope = Scope.inference(Precision.FLOAT32)) {
            Tensor found = network.probabilities(patches(patch));

            assertThat(found.shape()).containsExactly(B, K, patch.depth(), patch.height(), patch.width());
            float[] values = found.toFloats();
            for (float p : values) {
                assertThat(p).isBetween(0f, 1f);
            }
            for (double sum : sums(values, patch.depth() * patch.height() * patch.width())) {
                assertThat(sum).isCloseTo(1, within(1e-5));
            }
        }
    }

    /** A number that depends on everything that the network says. */
    private static Tensor score(QueryPredictions found) {
        List<Tensor> all = new ArrayList<>(List.of(found.classes(), found.masks()));
        all.addAll(found.auxiliaryMasks());
        found.boxes().ifPresent(all::add);
        SplittableRandom random = new SplittableRandom(5);
        Tensor sum = Tensors.full(0);
        for (Tensor part : all) {
            float[] factors = new float[(int) part.count()];
            for (int i = 0; i < factors.length; i++) {
                factors[i] = (float) random.nextGaussian();
            }
            sum = Ops.add(sum, Ops.mean(Ops.mul(part, Tensors.of(factors, part.shape()))));
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gradientsReachAllThatIsLearnedAndNothingOfTheBackbone(MaskSam network) {
        try (Weights weights = Weights.initialise(network, 3)) {
            weights.train(key -> !key.startsWith("backbone."));
            try (Scope scope = Scope.training(Precision.FLOAT32)) {
                Autograd.backward(score(network.forward(patches(network.patch()))));
                List<String> unreached = new ArrayList<>();
                weights.parameters().forEach((key, parameter) -> {
                    boolean isReached = norm(parameter) > 0;
                    if (isReached == key.startsWith("backbone.")) {
                        unreached.add(key);
                    }
                });
                assertThat(unreached).isEmpty();
            }
        }
    }

    private static double norm(Parameter parameter) {
        double sum = 0;
        for (float g : Autograd.gradients(List.of(parameter.value())).get(0).toFloats()) {
            sum += (double) g * g;
        }
        return sum;
    }

    private static Map<String, float[]> gradients(MaskSam network, Weights weights, GraphMemory memory) {
        try (Scope scope = Scope.training(Precision.FLOAT32, memory)) {
            Autograd.backward(score(network.forward(patches(network.patch()))));
            Map<String, float[]> out = new TreeMap<>();
            weights.parameters().forEach((key, parameter) -> {
                if (!key.startsWith("backbone.")) {
                    List<Tensor> gradient = Autograd.gradients(List.of(parameter.value()));
                    out.put(key, gradient.get(0).toFloats());
                    Autograd.clear(gradient);
                }
            });
            return out;
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gradientsAreTheSameWhereTheGraphIsMadeAgain(MaskSam network) {
        try (Weights weights = Weights.initialise(network, 3)) {
            weights.train(key -> !key.startsWith("backbone."));
            Map<String, float[]> whole = gradients(network, weights, GraphMemory.WHOLE);
            Map<String, float[]> again = gradients(network, weights, GraphMemory.RECOMPUTED);
            whole.forEach((key, gradient) -> {
                double size = 0;
                double difference = 0;
                for (int i = 0; i < gradient.length; i++) {
                    size += (double) gradient[i] * gradient[i];
                    difference += Math.pow((double) gradient[i] - again.get(key)[i], 2);
                }
                assertThat(Math.sqrt(difference)).as(key).isLessThan(1e-2 * Math.sqrt(size) + 1e-6);
            });
        }
    }

    @ParameterizedTest
    @EnumSource(Adapters.class)
    void allAdaptersButPlainOnesMixSlicesOrCells(Adapters form) {
        Adapters prompts = form == Adapters.DEPTH_CONVOLUTION ? Adapters.DEPTH_MLP : form;
        MaskSam network = SmallMaskSam.onSam2(
                PATCH, K, with(new Adaptation(form, prompts, DepthPositions.WITHOUT, Adapter.Start.RANDOM)));
        long added = network.parameters().keySet().stream()
                .filter(key -> key.startsWith("added.") && key.contains(".mixing."))
                .count();

        assertThat(added > 0).isEqualTo(form != Adapters.PLAIN);
    }

    @Test
    void adaptersThatStartAtZeroLeaveTheBackboneAsItIs() {
        Adaptation zero =
                new Adaptation(Adapters.DEPTH_CONVOLUTION, Adapters.DEPTH_MLP, DepthPositions.WITH, Adapter.Start.ZERO);
        List<AdaptableNetwork> adapted = new ArrayList<>();
        MaskSam network = new MaskSam(with(zero), PATCH, K, additions -> {
            adapted.add(new Sam2(SmallVideoNetwork.config(), additions));
            return adapted.get(0);
        });
        Sam2 plain = new Sam2(SmallVideoNetwork.config());
        try (Weights weights = Weights.initialise(network, 3);
                Weights same = Weights.fill(
                        plain,
                        (key, parameter) -> Tensors.of(
                                weights.parameters()
                                        .get("backbone." + key)
                                        .value()
                                        .toFloats(),
                                parameter.shape()));
                Scope scope = Scope.inference(Precision.FLOAT32)) {
            Tensor pixels = Tensors.of(noise(D * 3 * 64 * 64), D, 3, 64, 64);

            assertThat(adapted.get(0).encode(pixels).embedding().toFloats())
                    .isEqualTo(plain.encode(pixels).embedding().toFloats());
        }
    }

    private static float[] noise(int count) {
        SplittableRandom random = new SplittableRandom(4);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    @Test
    void aStemWithAShortcutBeginsWithTheMeanOfTheModalities() {
        PatchShape patch = new PatchShape(2, 1, 2, 2);
        org.samovar.method.masksam.Stem stem =
                new org.samovar.method.masksam.Stem(new Stem(4, 2, Shortcut.GRAY), patch);
        float[] values = {1, 1, 1, 1, 3, 3, 3, 3};
        try (Weights weights = Weights.initialise(stem, 3);
                Scope scope = Scope.inference(Precision.FLOAT32)) {
            Tensor pixels = stem.forward(Tensors.of(values, 1, 2, 1, 2, 2));

            assertThat(pixels.shape()).containsExactly(1, 3, 4, 4);
            assertThat(pixels.toFloats()).containsOnly(2f);
        }
    }

    @Test
    void boxesOfMasksAreTightAndEmptyMasksHaveTheFallback() {
        float[] logits = new float[2 * 4 * 5];
        Arrays.fill(logits, -1);
        logits[5 + 2] = 1; // row 1, column 2
        logits[15 + 3] = 1; // row 3, column 3
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            Tensor fallback = Tensors.of(new float[] {0, 0, 1, 1}, 1, 1, 4);
            float[] boxes =
                    MaskSam.boxes(Tensors.of(logits, 1, 2, 4, 5), fallback).toFloats();

            assertThat(boxes).containsExactly(new float[] {0.4f, 0.25f, 0.8f, 1, 0, 0, 1, 1}, within(1e-6f));
        }
    }

    @Test
    void learnedBoxesHaveTheirCornersInOrder() {
        MaskSam network = SmallMaskSam.onSam2(PATCH, K, SmallMaskSam.config());
        try (Weights weights = Weights.initialise(network, 3);
                Scope scope = Scope.inference(Precision.FLOAT32)) {
            float[] boxes =
                    network.forward(patches(PATCH)).boxes().orElseThrow().toFloats();
            assertThat(boxes).hasSize(B * D * 4 * 4);
            for (int i = 0; i < boxes.length; i += 4) {
                assertThat(boxes[i]).isBetween(0f, boxes[i + 2]);
                assertThat(boxes[i + 1]).isBetween(0f, boxes[i + 3]);
                assertThat(Math.max(boxes[i + 2], boxes[i + 3])).isLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void mapsComeIntoTheGeneratorAtTheirSizeAndThoseOfAPlainTransformerOneByOne() {
        AdaptableNetwork hiera = new Sam2(SmallVideoNetwork.config());
        AdaptableNetwork plain = new Sam(new SamConfig(64, 16, 8, 2, Set.of(1, 3, 5, 7)));

        assertThat(entries(hiera, 2)).containsExactly("4", "0 3", "2", "1", "");
        assertThat(entries(plain, 1)).containsExactly("0 4", "3+1", "2+2", "1+3", "");
        assertThat(entries(plain, 4)).containsExactly("0 4", "3+1", "2+2 1+2");
    }

    /** Maps of each level, with the number of doublings. */
    private static List<String> entries(AdaptableNetwork backbone, int finest) {
        return GeneratorPlan.of(backbone, finest).entries().stream()
                .map(level -> String.join(
                        " ",
                        level.stream()
                                .map(e -> e.map() + (e.doublings() == 0 ? "" : "+" + e.doublings()))
                                .toList()))
                .toList();
    }

    @Test
    void aPatchThatTheBackboneCannotSeeIsRefused() {
        assertThatThrownBy(() -> SmallMaskSam.onSam2(new PatchShape(1, 1, 40, 32), K, SmallMaskSam.config()))
                .isInstanceOf(UserError.class)
                .hasMessage("MaskSAM cannot see slices of 40 x 32 pixels.");
    }
}
