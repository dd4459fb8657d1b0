package org.samovar.nn.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.Spacing;
import org.samovar.nn.ComputableWeights;
import org.samovar.nn.Parameter;
import org.samovar.nn.PerAxis;
import org.samovar.nn.Weights;
import org.samovar.tensor.Autograd;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/** The expected values are those of dynamic-network-architectures 0.4.4 under the same computable weights. */
class UNetTest {
    private static final PerAxis ONE = PerAxis.cube(1);
    private static final ComputableWeights VALUES = new ComputableWeights("unet");

    /** Thick slices: the finest stage looks within them only. */
    private static final UNetConfig VOLUMES = new UNetConfig(
            2,
            3,
            2,
            List.of(
                    new UNetStage(4, PerAxis.plane(3), ONE),
                    new UNetStage(8, PerAxis.cube(3), PerAxis.plane(2)),
                    new UNetStage(12, PerAxis.cube(3), PerAxis.cube(2))));

    private static final UNetConfig IMAGES = new UNetConfig(
            2,
            3,
            2,
            List.of(
                    new UNetStage(4, PerAxis.plane(3), ONE),
                    new UNetStage(8, PerAxis.plane(3), PerAxis.plane(2)),
                    new UNetStage(12, PerAxis.plane(3), PerAxis.plane(2))));

    private static Tensor input(UNetConfig config) {
        Tensor volume = Tensors.of(VALUES.values("input", 1, 2, 4, 16, 16), 1, 2, 4, 16, 16);
        return config == IMAGES ? volume.narrow(2, 0, 1) : volume;
    }

    private static void assertOutput(UNetConfig config, double mean, double deviation, float... first) {
        UNet network = new UNet(config);
        try (Weights weights = Weights.fill(network, VALUES);
                Scope scope = Scope.inference(Precision.FLOAT32)) {
            List<Tensor> logits = network.forward(input(config));
            assertThat(logits).hasSize(1);
            float[] values = logits.get(0).toFloats();
            double sum = 0;
            double squares = 0;
            for (float value : values) {
                sum += value;
                squares += value * value;
            }
            double found = sum / values.length;
            assertThat(found).isCloseTo(mean, within(1e-5));
            assertThat(Math.sqrt(squares / values.length - found * found)).isCloseTo(deviation, within(1e-5));
            for (int i = 0; i < first.length; i++) {
                assertThat(values[i]).isCloseTo(first[i], within(2e-5f));
            }
        }
    }

    @Test
    void aVolumeGivesTheLogitsOfThePublishedCode() {
        assertOutput(VOLUMES, 0.0439893417, 0.6472052932, 0.183141172f, 0.068664588f, 0.483224034f, 0.393946856f);
    }

    @Test
    void anImageGivesTheLogitsOfThePublishedCode() {
        assertOutput(IMAGES, 0.0482060499, 0.6484630704, 0.169892609f, 0.067481123f, 0.183489740f, 0.346425831f);
    }

    @Test
    void theKeysAreThoseOfThePublishedCode() {
        assertThat(new UNet(VOLUMES).parameters())
                .hasSize(46)
                .containsKeys(
                        "encoder.stages.0.0.convs.0.conv.weight",
                        "encoder.stages.2.0.convs.1.norm.bias",
                        "decoder.stages.1.convs.0.conv.bias",
                        "decoder.transpconvs.1.weight",
                        "decoder.seg_layers.1.bias");
    }

    @Test
    void theDefaultNetworkForVolumesHasAsManyParametersAsThePublishedOne() {
        UNetConfig config = UNetConfig.nnunet(1, 2, PerAxis.cube(128), Spacing.PIXELS);

        long published = 31_195_594; // with a head of 320 * 2 + 2 parameters at the lowest level, which no loss sees
        assertThat(new UNet(config)
                        .parameters().values().stream()
                                .mapToLong(Parameter::count)
                                .sum())
                .isEqualTo(published - 642);
    }

    @Test
    void everyHeadTeachesItsLevelAndAllBelow() {
        UNetConfig config = UNetConfig.planned(1, 2, PerAxis.cube(32), Spacing.PIXELS, 2, 8);
        UNet network = new UNet(config);
        try (Weights weights = Weights.initialise(network, 3);
                Scope scope = Scope.training(Precision.FLOAT32)) {
            List<Tensor> leaves = weights.train(key -> true);
            float[] values = VALUES.values("input", 1, 1, 32, 32, 32);
            List<Tensor> logits = network.forward(Tensors.of(values, 1, 1, 32, 32, 32));
            assertThat(logits.get(0).shape()).containsExactly(1, 2, 32, 32, 32);
            assertThat(logits.get(1).shape()).containsExactly(1, 2, 16, 16, 16);
            Tensor loss = Ops.add(Ops.sum(Ops.mul(logits.get(0), logits.get(0))), Ops.sum(logits.get(1)));
            Autograd.backward(loss);
            assertThat(Autograd.gradients(leaves))
                    .allSatisfy(g -> assertThat(Ops.sum(Ops.abs(g)).item()).isPositive());
        }
    }

    @Test
    void aSizeThatIsNoMultipleOfTheStridesIsRefused() {
        try (Scope scope = Scope.inference()) {
            assertThatThrownBy(() -> new UNet(VOLUMES).forward(Tensors.zeros(1, 2, 3, 16, 16)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("multiples");
        }
    }
}
