package org.samovar.method.sam2sgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.samovar.geometry.UserError;
import org.samovar.method.sam2sgp.SgpConfig.PseudoMask;
import org.samovar.method.sam2sgp.SgpConfig.Refinement;
import org.samovar.method.sam2sgp.SgpConfig.SupportMasks;
import org.samovar.model.ImageFeatures;
import org.samovar.model.sam2.Sam2Config;
import org.samovar.nn.Parameter;
import org.samovar.nn.Weights;
import org.samovar.tensor.Autograd;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;
import org.samovar.testing.SmallVideoNetwork;

class Sam2SgpTest {
    private static final int SIDE = SmallVideoNetwork.SIDE;

    private static SgpConfig config() {
        return SgpConfig.of(SmallVideoNetwork.config()).withLoraRank(2);
    }

    static List<SgpConfig> configs() {
        return List.of(
                config(),
                config().withLoraRank(0),
                config().with(PseudoMask.FROM_IMAGE),
                config().with(Refinement.BOX_ALONE),
                config().with(Refinement.NONE),
                config().with(SupportMasks.AS_LOGITS));
    }

    private static Tensor pixels(int images, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[images * 3 * SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Tensors.of(values, images, 3, SIDE, SIDE);
    }

    /** A mask with a square in the first image and nothing in the second. */
    private static Tensor masks(int from, int to) {
        float[] values = new float[2 * SIDE * SIDE];
        for (int y = from; y < to; y++) {
            for (int x = from; x < to; x++) {
                values[y * SIDE + x] = 1;
            }
        }
        return Tensors.of(values, 2, 1, SIDE, SIDE);
    }

    /** Three images beside both images of a support set. */
    private static Segmented segmented(Sam2Sgp network, Tensor masks) {
        ImageFeatures support = network.encode(pixels(2, 1));
        Tensor memory = network.remember(support, masks); // (2, M, H, W)
        List<Tensor> each = List.of(
                memory.narrow(0, 0, 1).expand(3, -1, -1, -1),
                memory.narrow(0, 1, 1).expand(3, -1, -1, -1));
        return network.segment(network.encode(pixels(3, 2)), each);
    }

    private static float[] answer(SgpConfig config, int from, int to) {
        Sam2Sgp network = new Sam2Sgp(config);
        try (Weights weights = Weights.initialise(network, 3);
                Scope scope = Scope.inference(Precision.FLOAT32)) {
            Segmented found = segmented(network, masks(from, to));
            assertThat(found.pseudoMask().shape()).containsExactly(3, 1, SIDE, SIDE);
            assertThat(found.logits().shape()).containsExactly(3, 1, SIDE, SIDE);
            return found.logits().toFloats();
        }
    }

    @ParameterizedTest
    @MethodSource("configs")
    void theAnswerDependsOnTheMasksOfTheSupportSetUnlessItIsLeftOut(SgpConfig config) {
        float[] one = answer(config, 0, 20);
        float[] other = answer(config, 30, 60);
        assertThat(greatestDifference(one, other) > 1e-4).isEqualTo(config.pseudoMask() == PseudoMask.FROM_SUPPORT);
    }

    private static double greatestDifference(float[] a, float[] b) {
        double greatest = 0;
        for (int i = 0; i < a.length; i++) {
            greatest = Math.max(greatest, Math.abs(a[i] - b[i]));
        }
        return greatest;
    }

    private static float[] refined(Refinement refinement, float inside) {
        SgpConfig config = config().with(refinement);
        PseudoMaskAttention second = new PseudoMaskAttention(config);
        int width = config.backbone().width();
        int cells = SIDE / 16;
        float[] mask = new float[16 * cells * cells];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = i % (4 * cells) < 2 * cells ? inside : -4;
        }
        try (Weights weights = Weights.initialise(second, 4);
                Scope scope = Scope.inference(Precision.FLOAT32)) {
            return second.forward(
                            noise(5, 1, width, cells, cells),
                            Tensors.of(mask, 1, 1, 4L * cells, 4L * cells),
                            noise(6, 1, width, cells, cells),
                            noise(7, 1, 3, width),
                            noise(8, 1, width / 8, 4 * cells, 4 * cells))
                    .toFloats();
        }
    }

    private static Tensor noise(long seed, long... shape) {
        SplittableRandom random = new SplittableRandom(seed);
        int count = 1;
        for (long length : shape) {
            count *= (int) length;
        }
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Tensors.of(values, shape);
    }

    @Test
    void thePseudoMaskGuidesTheSecondDecoderAndAsReleasedItDoesNot() {
        assertThat(greatestDifference(refined(Refinement.MASK_ATTENTION, 4), refined(Refinement.MASK_ATTENTION, -4)))
                .isGreaterThan(1e-3);
        assertThat(refined(Refinement.BOX_ALONE, 4)).containsExactly(refined(Refinement.BOX_ALONE, -4));
    }

    private static Tensor square(Tensor logits) {
        return Ops.mean(Ops.mul(logits, logits));
    }

    /** The loss is on both masks; each trained parameter gets a gradient and no other does. */
    @ParameterizedTest
    @MethodSource("configs")
    void gradientsReachExactlyWhatIsTrained(SgpConfig config) {
        Sam2Sgp network = new Sam2Sgp(config);
        try (Weights weights = moved(network)) {
            Map<String, Tensor> leaves = new LinkedHashMap<>();
            weights.parameters().forEach((key, p) -> {
                if (p.role() != Parameter.Role.BUFFER) {
                    leaves.put(key, p.value());
                }
            });
            weights.train(key -> true);
            List<String> reached = new ArrayList<>();
            try (Scope scope = Scope.training(Precision.FLOAT32)) {
                Segmented found = segmented(network, masks(10, 40));
                Autograd.backward(Ops.add(square(found.logits()), square(found.pseudoMask())));
                leaves.forEach((key, leaf) -> {
                    float[] gradient = Autograd.gradients(List.of(leaf)).get(0).toFloats();
                    if (greatestDifference(gradient, new float[gradient.length]) > 0) {
                        reached.add(key);
                    }
                });
            }
            List<String> trained =
                    leaves.keySet().stream().filter(network::trains).toList();
            List<String> without = new ArrayList<>(trained);
            without.removeAll(reached);
            // a bias of keys shifts all scores of a query alike
            assertThat(without).allMatch(key -> key.endsWith("k_proj.bias"));
            reached.removeAll(trained);
            assertThat(reached).allMatch(key -> key.startsWith("backbone.image_encoder.trunk."));
            assertThat(trained).noneMatch(key -> key.startsWith("backbone.image_encoder.trunk."));
        }
    }

    /** Random weights; those that begin at zero would keep gradients from what is before them. */
    private static Weights moved(Sam2Sgp network) {
        SplittableRandom random = new SplittableRandom(9);
        return Weights.fill(network, (key, p) -> {
            float[] values = p.init().draw(p.shape(), random.split());
            for (int i = 0; i < values.length && key.startsWith("added."); i++) {
                values[i] += (float) (0.1 * random.nextGaussian());
            }
            return Tensors.of(values, p.shape());
        });
    }

    @Test
    void theBoxOfAPseudoMaskIsTightAndThatOfAnEmptyOneIsTheWholeImage() {
        float[] logits = new float[2 * SIDE * SIDE];
        Arrays.fill(logits, -1);
        logits[SIDE * SIDE + 3 * SIDE + 1] = 0.1f; // row 3, column 1 of the second
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            assertThat(Sam2Sgp.boxes(Tensors.of(logits, 2, 1, SIDE, SIDE)).toFloats())
                    .containsExactly(0, 0, SIDE, SIDE, 1, 3, 2, 4);
        }
    }

    @Test
    void aNetworkWithoutMemoryIsRefusedInOneSentence() {
        Sam2Config without = Sam2Config.nano();
        assertThatThrownBy(() -> SgpConfig.of(without))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("memory");
    }
}
