package org.samovar.train.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.samovar.method.sam2sgp.Sam2Sgp;
import org.samovar.nn.Weights;
import org.samovar.tensor.Autograd;
import org.samovar.tensor.GraphMemory;
import org.samovar.tensor.OptimizerSteps;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;
import org.samovar.testing.SmallSupport;
import org.samovar.testing.SmallVideoNetwork;
import org.samovar.train.ConfigFile;

class SupportObjectiveTest {
    private static final int SIDE = SmallVideoNetwork.SIDE;

    private final Sam2Sgp network = new Sam2Sgp(SmallSupport.config().withLoraRank(4));
    private final Weights weights = Weights.initialise(network, 7);
    private final Scope owner = Scope.shared();

    @AfterEach
    void free() {
        weights.close();
        owner.close();
    }

    /** A bright and a dark square on each slice, somewhere; the first class is the bright one. */
    private static Episode squares(int images, int slices) {
        SplittableRandom random = new SplittableRandom(3);
        int plane = SIDE * SIDE;
        float[] pixels = new float[images * slices * 3 * plane];
        float[] masks = new float[2 * images * slices * plane];
        for (int n = 0; n < images; n++) {
            int[] left = {random.nextInt(10), 34 + random.nextInt(10)};
            int top = 5 + random.nextInt(30);
            int bright = random.nextInt(2);
            for (int l = 0; l < slices; l++) {
                for (int i = 0; i < plane; i++) {
                    int x = i % SIDE;
                    int y = i / SIDE - top - l;
                    for (int k = 0; k < 2; k++) {
                        boolean inside = y >= 0 && y < 22 && x >= left[k] && x < left[k] + 20;
                        int image = n * slices + l;
                        for (int c = 0; inside && c < 3; c++) {
                            pixels[(image * 3 + c) * plane + i] = k == bright ? 2 : -2;
                        }
                        int asked = k == bright ? 0 : 1;
                        masks[(asked * images * slices + image) * plane + i] = inside ? 1 : 0;
                    }
                }
            }
        }
        return new Episode(images, slices, 2, SIDE, pixels, masks);
    }

    private SupportObjective objective() {
        SupportConfig config = SupportConfigFile.included("sam2sgp-laptop");
        return new SupportObjective(network, config);
    }

    /** What is meant on an image only the others say: without them bright and dark are asked for alike, and Dice stays below 2/3. */
    @Test
    void aTinyNetworkLearnsToFindWhatItIsShown() {
        Episode episode = squares(4, 1);
        SupportObjective objective = objective();
        List<Tensor> trained = weights.train(network::trains);
        OptimizerSteps.AdamState state = new OptimizerSteps.AdamState(zeros(trained), zeros(trained), counts(trained));
        float first = 0;
        float last = 0;
        for (int i = 0; i < 60; i++) {
            try (Scope scope = Scope.training(Precision.FLOAT32)) {
                Tensor loss = objective.of(episode, 0, new SplittableRandom(i));
                last = loss.item();
                first = i == 0 ? last : first;
                Autograd.backward(loss);
                List<Tensor> gradients = Autograd.gradients(trained);
                Autograd.clip(gradients, 1);
                OptimizerSteps.adamw(trained, gradients, state, new OptimizerSteps.AdamW(3e-3, 0.9, 0.98, 0, 1e-8));
                Autograd.clear(gradients);
            }
        }
        assertThat(first).isGreaterThan(1);
        assertThat(last).isLessThan(0.35f);
    }

    @Test
    void gradientsAreTheSameWhereTheGraphIsMadeAgain() {
        List<Tensor> trained = weights.train(network::trains);
        List<float[]> whole = gradients(trained, GraphMemory.WHOLE);
        List<float[]> again = gradients(trained, GraphMemory.RECOMPUTED);
        assertThat(whole).anySatisfy(g -> assertThat(g).isNotEqualTo(new float[g.length]));
        for (int i = 0; i < whole.size(); i++) {
            float largest = 0;
            for (float g : whole.get(i)) {
                largest = Math.max(largest, Math.abs(g));
            }
            assertThat(again.get(i)).containsExactly(whole.get(i), within(1e-5f + 1e-3f * largest));
        }
    }

    /** Of three volumes of three slices, of which each sees those before it. */
    private List<float[]> gradients(List<Tensor> trained, GraphMemory memory) {
        try (Scope scope = Scope.training(Precision.FLOAT32, memory)) {
            Autograd.backward(objective().of(squares(3, 3), 0.5, new SplittableRandom(1)));
            List<Tensor> gradients = Autograd.gradients(trained);
            List<float[]> out = gradients.stream().map(Tensor::toFloats).toList();
            Autograd.clear(gradients);
            return out;
        }
    }

    private List<Tensor> zeros(List<Tensor> like) {
        List<Tensor> out = new ArrayList<>();
        try (Scope scope = Scope.inference()) {
            like.forEach(tensor -> out.add(owner.adopt(Tensors.zeros(tensor.shape()))));
        }
        return out;
    }

    private List<Tensor> counts(List<Tensor> like) {
        List<Tensor> out = new ArrayList<>();
        try (Scope scope = Scope.inference()) {
            like.forEach(tensor -> out.add(owner.adopt(Tensors.full(0))));
        }
        return out;
    }

    @Test
    void slicesAfterTheFirstDependOnWhatWasFoundBefore() {
        Episode clip = squares(2, 3);
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            float remembering = objective().of(clip, 0, new SplittableRandom(1)).item();
            float forgetting = new SupportObjective(network, withoutMemory())
                    .of(clip, 0, new SplittableRandom(1))
                    .item();
            assertThat(remembering).isFinite().isNotEqualTo(forgetting);
        }
    }

    private static SupportConfig withoutMemory() {
        com.google.gson.JsonObject json =
                ConfigFile.json(java.nio.file.Path.of("sam2sgp-laptop"), SupportConfigFile.INCLUDED);
        json.getAsJsonObject("episode").addProperty("memory", 0);
        return SupportConfigFile.read(json, "laptop");
    }
}
