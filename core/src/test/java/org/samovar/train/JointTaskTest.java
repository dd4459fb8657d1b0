package org.samovar.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.checkpoint.Checkpoints;
import org.samovar.checkpoint.StateDict;
import org.samovar.geometry.UserError;
import org.samovar.image.LabelMap;
import org.samovar.image.RgbImage;
import org.samovar.image.io.Images;
import org.samovar.image.io.Labels;
import org.samovar.io.JsonFiles;
import org.samovar.io.RecordJson;
import org.samovar.nn.StoredWeights;
import org.samovar.nn.Weights;
import org.samovar.predict.instances.InstanceRule;
import org.samovar.predict.instances.InstanceSpec;
import org.samovar.tensor.Precision;
import org.samovar.train.JointConfig.Decoder;

class JointTaskTest {
    private static final InstanceRule RULE = new InstanceRule(0.6, 0.5, 0.5, 0.5, 0.8, 5);

    @TempDir
    private Path folder;

    private final List<String> heard = new ArrayList<>();

    private static JointConfig config(long iterations, double share, DecoderAim aim) {
        return new JointConfig(TinyRun.config(iterations, 3e-3), new Decoder(aim, 4, share, 96, 64, Optional.of(RULE)));
    }

    private StateDict train(JointConfig config, Optional<StateDict> start, String name) {
        Path into = folder.resolve(name);
        JointTask task = JointTask.open(config, TinyRun.network(), start, folder, heard::add);
        try (Trainer trainer = Trainer.open(task, config.run(), into, heard::add)) {
            trainer.run();
        }
        return Checkpoints.read(into.resolve("last.safetensors"));
    }

    /** The weights after some iterations, as they are and not averaged. */
    private StateDict after(int iterations) {
        String name = "after" + iterations;
        train(config(iterations, 0.5, DecoderAim.INSTANCES), Optional.empty(), name);
        return Checkpoints.read(folder.resolve(name + "/state.safetensors")).under("weights.");
    }

    /** The weights before the first step. */
    private StateDict start(JointConfig config, Optional<StateDict> stored) {
        JointTask task = JointTask.open(config, TinyRun.network(), stored, folder, heard::add);
        try (Weights weights = task.weights()) {
            return StoredWeights.store("start", weights, Precision.FLOAT32, Map.of());
        }
    }

    private static boolean isSame(StateDict a, StateDict b, Predicate<String> which) {
        return a.keys().stream()
                .filter(which)
                .allMatch(key -> Arrays.equals(a.get(key).toFloats(), b.get(key).toFloats()));
    }

    @Test
    void aTurnMovesNothingThatOnlyTheOtherOneUses() {
        StateDict none = start(config(1, 0.5, DecoderAim.INSTANCES), Optional.empty());
        StateDict prompts = after(1);
        assertThat(isSame(none, prompts, key -> key.startsWith("decoder."))).isTrue();
        assertThat(isSame(none, prompts, key -> key.startsWith("sam_mask_decoder.")))
                .isFalse();
        StateDict both = after(2);
        assertThat(isSame(prompts, both, key -> key.startsWith("sam_"))).isTrue();
        assertThat(isSame(prompts, both, key -> key.startsWith("decoder.") && key.endsWith("weight")))
                .isFalse();
        assertThat(isSame(prompts, both, key -> key.startsWith("image_encoder.")))
                .isFalse();
        assertThat(isSame(prompts, both, key -> key.endsWith("running_mean"))).isFalse();
    }

    @Test
    void aRunThatWasCutInTwoEndsWithTheSameWeights() {
        StateDict whole = train(config(6, 0.5, DecoderAim.INSTANCES), Optional.empty(), "whole");
        train(config(3, 0.5, DecoderAim.INSTANCES), Optional.empty(), "parts");
        StateDict parts = train(config(6, 0.5, DecoderAim.INSTANCES), Optional.empty(), "parts");
        assertThat(heard).anyMatch(line -> line.contains("Going on after iteration 3"));
        assertThat(isSame(whole, parts, key -> true)).isTrue();
    }

    @Test
    void filesSayHowObjectsAreFound() {
        StateDict instances = train(config(1, 1, DecoderAim.INSTANCES), Optional.empty(), "instances");
        InstanceSpec spec = InstanceSpec.of(instances.metadata());
        assertThat(spec.view()).contains(96);
        assertThat(spec.input()).contains(64);
        assertThat(spec.rule()).isEqualTo(RULE);
        StateDict foreground = train(config(1, 1, DecoderAim.FOREGROUND), Optional.empty(), "foreground");
        assertThat(foreground.metadata()).doesNotContainKey(InstanceSpec.KEY);
        assertThat(foreground.get("decoder.out_conv.weight").shape()).containsExactly(1, 4, 1, 1);
    }

    @Test
    void whatADecoderKnowsServesAnotherAim() {
        StateDict foreground = train(config(1, 1, DecoderAim.FOREGROUND), Optional.empty(), "foreground");
        StateDict instances = start(config(1, 1, DecoderAim.INSTANCES), Optional.of(foreground));
        assertThat(instances.get("decoder.out_conv.weight").shape()).containsExactly(3, 4, 1, 1);
        assertThat(isSame(instances, foreground, key -> !key.startsWith("decoder.out_conv.")))
                .isTrue();
    }

    @Test
    void aDecoderLearnsFromLabelledImages() throws IOException {
        squares("instances");
        JointConfig config =
                new JointConfig(onSquares(60), new Decoder(DecoderAim.INSTANCES, 4, 1, 64, 64, Optional.empty()));
        train(config, Optional.empty(), "run");
        List<String> lines = Files.readAllLines(folder.resolve("run/validation.csv"));
        assertThat(lines.get(0)).isEqualTo("iteration,seconds,decoder,score");
        double score = Double.parseDouble(lines.get(lines.size() - 1).replaceAll(".*,", ""));
        JointTask untrained = JointTask.open(config, TinyRun.network(), Optional.empty(), folder, heard::add);
        try (Weights weights = untrained.weights()) {
            assertThat(score)
                    .isGreaterThan(untrained.validation().run().score() + 0.1)
                    .isGreaterThan(0.75);
        }
    }

    @Test
    void instancesAreNotLearnedFromClasses() throws IOException {
        squares("binary");
        JointConfig config =
                new JointConfig(onSquares(1), new Decoder(DecoderAim.INSTANCES, 4, 1, 64, 64, Optional.empty()));
        assertThatThrownBy(() -> JointTask.open(config, TinyRun.network(), Optional.empty(), folder, heard::add))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("squares");
        JointConfig foreground =
                new JointConfig(onSquares(1), new Decoder(DecoderAim.FOREGROUND, 4, 1, 64, 64, Optional.empty()));
        train(foreground, Optional.empty(), "foreground");
    }

    private static TrainConfig onSquares(long iterations) {
        JsonObject json = RecordJson.write(TinyRun.config(iterations, 3e-3));
        String data = "{\"sets\": [\"squares\"], \"syntheticShare\": 0, \"threads\": 1, \"slices\": 1}";
        json.add("data", JsonFiles.parse(data, "data"));
        return ConfigFile.read(json, "squares");
    }

    /** Images of bright squares. */
    private void squares(String kind) throws IOException {
        Path set = folder.resolve("squares");
        List<String> train = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int[] ids = new int[80 * 80];
            byte[] gray = new byte[ids.length];
            for (int k = 0; k < ids.length; k++) {
                int x = k % 80 - 2 * i;
                int y = k / 80;
                int id = x >= 8 && x < 28 && y >= 10 && y < 34 ? 1 : x >= 34 && x < 56 && y >= 36 && y < 60 ? 2 : 0;
                ids[k] = kind.equals("binary") ? Math.min(1, id) : id;
                gray[k] = (byte) (id == 0 ? 40 : 200);
            }
            Images.write(RgbImage.gray(80, 80, gray), set.resolve("images/s" + i + ".png"));
            Labels.write(LabelMap.of(80, 80, ids), set.resolve("labels/s" + i + ".png"));
            train.add("\"s" + i + "\"");
        }
        Files.writeString(
                set.resolve("dataset.json"),
                """
                {"name": "squares", "kind": "%s", "axes": "xy", "classes": {"1": "square"}, "split": {"train": %s, "test": []}}
                """
                        .formatted(kind, train));
    }

    @Test
    void allIncludedConfigsCanBeRead() {
        for (String name : JointConfig.INCLUDED) {
            assertThat(JointConfig.included(name).prompted().name()).isEqualTo(name);
        }
    }

    @Test
    void turnsAreSpreadEvenly() {
        Decoder threeOfFour = new Decoder(DecoderAim.INSTANCES, 4, 0.75, 64, 64, Optional.empty());
        List<Boolean> turns = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            turns.add(threeOfFour.hasTurn(i));
        }
        assertThat(turns).containsExactly(false, true, true, true, false, true, true, true);
        assertThat(threeOfFour.turns(8)).isEqualTo(6);
    }

    @Test
    void aSlipOfThePenIsNamed() {
        assertThatThrownBy(() -> JointConfig.read(JsonFiles.parse("{\"decoder\": 3}", "x"), "x"))
                .isInstanceOf(UserError.class);
        assertThatThrownBy(() -> new Decoder(DecoderAim.INSTANCES, 4, 0, 64, 64, Optional.empty()))
                .hasMessageContaining("share");
        assertThatThrownBy(() -> new JointConfig(
                        TinyRun.config(1, 1), new Decoder(DecoderAim.INSTANCES, 4, 1, 64, 50, Optional.empty())))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("multiple of 32");
    }
}
