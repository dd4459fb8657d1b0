package org.samovar.method.medicosam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samovar.geometry.UserError;
import org.samovar.method.PatchShape;
import org.samovar.method.medicosam.MedicoSamConfig.Parts;
import org.samovar.model.sam.Sam;
import org.samovar.model.sam.SamConfig;
import org.samovar.model.sam2.Sam2;
import org.samovar.nn.Parameter;
import org.samovar.nn.Weights;
import org.samovar.tensor.Autograd;
import org.samovar.tensor.GraphMemory;
import org.samovar.tensor.NeuralOps.Statistics;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;
import org.samovar.testing.SmallVideoNetwork;

class MedicoSamTest {
    private static final int SIDE = SmallVideoNetwork.SIDE;
    private static final Parts SMALL = new Parts(4, 6, 5);

    private static MedicoSam onSam2(int modalities, int depth) {
        PatchShape patch = new PatchShape(modalities, depth, SIDE, SIDE);
        MedicoSamConfig config = new MedicoSamConfig(patch, 3, SMALL);
        return new MedicoSam(config, added -> new Sam2(SmallVideoNetwork.config(), added));
    }

    private static Tensor patch(int batch, MedicoSam network, long seed) {
        PatchShape p = network.patch();
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[batch * p.modalities() * p.depth() * p.height() * p.width()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        return Tensors.of(values, batch, p.modalities(), p.depth(), p.height(), p.width());
    }

    @Test
    void anImageBecomesProbabilitiesThatAddUpToOne() {
        MedicoSam network = onSam2(3, 1);
        try (Weights weights = Weights.initialise(network, 1);
                Scope scope = Scope.inference(Precision.FLOAT32)) {
            Tensor p = network.probabilities(patch(2, network, 1)).check("p", 2, 3, 1, SIDE, SIDE);
            for (float sum : Ops.sum(p, Ops.Axes.DROPPED, 1).toFloats()) {
                assertThat(sum).isCloseTo(1, within(1e-5f));
            }
        }
    }

    @Test
    void itRunsOnAPlainVisionTransformerToo() {
        MedicoSamConfig config = new MedicoSamConfig(new PatchShape(1, 2, 32, 32), 2, SMALL);
        MedicoSam network = new MedicoSam(config, added -> new Sam(new SamConfig(32, 16, 2, 2, Set.of(1)), added));
        try (Weights weights = Weights.initialise(network, 1);
                Scope scope = Scope.inference(Precision.FLOAT32)) {
            network.probabilities(patch(1, network, 1)).check("p", 1, 2, 2, 32, 32);
        }
        assertThat(network.parameters().keySet().stream()
                        .filter(key -> key.endsWith(".conv.weight"))
                        .filter(key -> key.startsWith("added.")))
                .containsExactlyInAnyOrder(
                        "added.image_encoder.blocks.0.before_attention.conv.weight",
                        "added.image_encoder.blocks.0.before_mlp.conv.weight",
                        "added.image_encoder.blocks.1.before_attention.conv.weight",
                        "added.image_encoder.blocks.1.before_mlp.conv.weight");
    }

    @Test
    void grayIsSeenInAllColours() {
        MedicoSam gray = onSam2(1, 1);
        MedicoSam colour = onSam2(3, 1);
        try (Weights a = Weights.initialise(gray, 1);
                Weights b = Weights.initialise(colour, 1);
                Scope scope = Scope.inference(Precision.FLOAT32)) {
            Tensor one = patch(1, gray, 1);
            Tensor three = Ops.tile(one, 1, 3, 1, 1, 1);
            assertThat(gray.probabilities(one).toFloats())
                    .containsExactly(colour.probabilities(three).toFloats(), within(1e-6f));
        }
    }

    @Test
    void adaptersReachAllSlicesAndTheHeadTheNextOnes() {
        assertThat(changes(SMALL)).allMatch(change -> change > 1e-6);
        List<Double> withoutAdapters = changes(new Parts(4, 0, 5));
        assertThat(withoutAdapters.get(1)).isGreaterThan(1e-6);
        assertThat(withoutAdapters.subList(2, 4)).containsOnly(0.0);
    }

    /** How much each of four slices changes with the first one. */
    private static List<Double> changes(Parts parts) {
        MedicoSamConfig config = new MedicoSamConfig(new PatchShape(1, 4, SIDE, SIDE), 2, parts);
        MedicoSam network = new MedicoSam(config, added -> new Sam2(SmallVideoNetwork.config(), added));
        try (Weights weights = Weights.initialise(network, 1);
                Scope scope = Scope.inference(Precision.FLOAT32)) {
            Tensor patch = patch(1, network, 1);
            Tensor other = Ops.cat(List.of(Ops.mul(patch.narrow(2, 0, 1), 0), patch.narrow(2, 1, 3)), 2);
            Tensor difference = Ops.abs(Ops.sub(network.probabilities(patch), network.probabilities(other)));
            return Arrays.stream(
                            Ops.max(difference, Ops.Axes.DROPPED, 0, 1, 3, 4).toDoubles())
                    .boxed()
                    .toList();
        }
    }

    @Test
    void trainingMovesTheRunningStatisticsAndPredictionDoesNot() {
        MedicoSam network = onSam2(1, 2);
        try (Weights weights = Weights.initialise(network, 1);
                Scope scope = Scope.inference(Precision.FLOAT32)) {
            Tensor patch = patch(2, network, 1);
            Tensor mean = weights.parameters()
                    .get("decoder.deconv1.block.2.running_mean")
                    .value();
            float[] start = mean.toFloats();
            network.probabilities(patch);
            assertThat(mean.toFloats()).containsExactly(start);
            float[] first = network.logits(patch, Statistics.BATCH).toFloats();
            assertThat(mean.toFloats()).isNotEqualTo(start);
            assertThat(network.logits(patch, Statistics.BATCH).toFloats()).containsExactly(first);
        }
    }

    @Test
    void gradientsReachEncoderAdaptersAndDecoderButNotTheMaskDecoder() {
        MedicoSam network = onSam2(1, 2);
        try (Weights weights = Weights.initialise(network, 1);
                Scope scope = Scope.training(Precision.FLOAT32)) {
            Map<String, Parameter> parameters = weights.parameters();
            weights.train(key -> true);
            Tensor logits = network.logits(patch(1, network, 1), Statistics.BATCH);
            Autograd.backward(Ops.mean(Ops.mul(logits, logits)));
            Set<String> reached = new TreeSet<>();
            parameters.forEach((key, parameter) -> {
                Tensor gradient = Autograd.gradients(List.of(parameter.value())).get(0);
                if (Ops.sum(Ops.abs(gradient)).item() > 0) {
                    reached.add(key);
                }
            });
            assertThat(reached)
                    .contains(
                            "backbone.image_encoder.trunk.patch_embed.proj.weight",
                            "added.image_encoder.trunk.blocks.0.before_attention.conv.weight",
                            "added.image_encoder.trunk.blocks.3.before_mlp.up.weight",
                            "decoder.base.block.1.weight",
                            "decoder.fusion_3d.0.weight",
                            "decoder.classifier.bias")
                    .noneMatch(key -> key.startsWith("backbone.sam_"));
        }
    }

    private static Map<String, float[]> gradients(MedicoSam network, GraphMemory graph) {
        Map<String, float[]> out = new TreeMap<>();
        try (Weights weights = Weights.initialise(network, 1);
                Scope scope = Scope.training(Precision.FLOAT32, graph)) {
            weights.train(key -> true);
            Tensor logits = network.logits(patch(2, network, 1), Statistics.BATCH);
            Autograd.backward(Ops.mean(Ops.mul(logits, logits)));
            weights.tensors()
                    .forEach((key, tensor) -> Autograd.gradient(tensor).ifPresent(g -> out.put(key, g.toFloats())));
            weights.parameters().forEach((key, parameter) -> {
                if (key.contains("running_")) {
                    out.put(key, parameter.value().toFloats());
                }
            });
        }
        return out;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void gradientsAndStatisticsAreTheSameWhereTheGraphIsMadeAgain(int depth) {
        Map<String, float[]> whole = gradients(onSam2(1, depth), GraphMemory.WHOLE);
        Map<String, float[]> again = gradients(onSam2(1, depth), GraphMemory.RECOMPUTED);
        assertThat(again.keySet()).isEqualTo(whole.keySet());
        whole.forEach((key, values) -> {
            double size = 0;
            double difference = 0;
            for (int i = 0; i < values.length; i++) {
                size += (double) values[i] * values[i];
                difference += Math.pow((double) values[i] - again.get(key)[i], 2);
            }
            // a bias before a batch norm has a gradient of rounding errors alone
            assertThat(Math.sqrt(difference)).as(key).isLessThan(1e-2 * Math.sqrt(size) + 1e-5);
        });
    }

    @Test
    void adaptersHaveTheSizesOfThePaper() {
        MedicoSamConfig image = new MedicoSamConfig(new PatchShape(3, 1, 1024, 1024), 4, Parts.PUBLISHED);
        MedicoSamConfig volume = new MedicoSamConfig(new PatchShape(1, 16, 512, 512), 4, Parts.PUBLISHED);
        assertThat(count(image, "added.")).isZero();
        // 24 adapters: norm 2 x 768, down and up 768 x 384 each, convolution 384 x 384 x 3 and bias
        assertThat(count(volume, "added.")).isEqualTo(24L * (2 * 768 + 2 * 768 * 384 + 3 * 384 * 384 + 384));
        assertThat(count(volume, "backbone.")).isLessThan(count(image, "backbone."));
    }

    private static long count(MedicoSamConfig config, String prefix) {
        SamConfig sam = SamConfig.vitB().withImageSize(config.patch().width());
        MedicoSam network = new MedicoSam(config, added -> new Sam(sam, added));
        return network.parameters().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .mapToLong(entry -> entry.getValue().count())
                .sum();
    }

    @Test
    void whatItCannotSeeIsRefusedInOneSentence() {
        assertThatThrownBy(() -> new MedicoSamConfig(new PatchShape(2, 1, 64, 64), 2, SMALL))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("2 modalities");
        assertThatThrownBy(() -> new MedicoSamConfig(new PatchShape(1, 1, 64, 32), 2, SMALL))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("squares");
        assertThatThrownBy(() -> new MedicoSamConfig(new PatchShape(1, 1, 64, 64), 1, SMALL))
                .isInstanceOf(UserError.class);
    }
}
