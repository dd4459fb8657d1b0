package org.samovar.train.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samovar.checkpoint.Checkpoints;
import org.samovar.checkpoint.StateDict;
import org.samovar.geometry.UserError;
import org.samovar.image.LabelMap;
import org.samovar.image.io.Labels;
import org.samovar.io.JsonFiles;
import org.samovar.method.sam2sgp.Sam2Sgp;
import org.samovar.method.sam2sgp.SgpConfig;
import org.samovar.nn.StoredWeights;
import org.samovar.nn.Weights;
import org.samovar.predict.support.SupportSpec;
import org.samovar.tensor.Precision;
import org.samovar.testing.SmallVideoNetwork;
import org.samovar.train.Trainer;
import org.samovar.train.TrainingListener;
import org.samovar.train.semantic.Balls;

class SupportTrainingTest {
    @TempDir
    private Path folder;

    private final List<String> heard = new ArrayList<>();

    private static String config(int iterations) {
        return """
                {"name": "balls", "backbone": "samovar-nano", "weights": "random", "size": 64,
                 "parts": {"loraRank": 4, "pseudoMask": "FROM_SUPPORT", "refinement": "MASK_ATTENTION", "supportMasks": "CERTAIN"},
                 "episode": {"images": 4, "slices": 1, "classes": 2, "fewestNeighbours": 1, "neighbours": 3,
                             "retrieval": "SIMILAR", "memory": 2, "eviction": "LEAST_SIMILAR", "absentShare": 0.1},
                 "loss": "PAPER", "epoch": 10, "seed": 5, "precision": "FLOAT32",
                 "data": {"sets": ["balls"], "heldOut": 2, "threads": 1},
                 "augmentation": {"spatial": 0, "degrees": 0, "least": 1, "most": 1, "mirrored": ["WIDTH"], "intensities": 0},
                 "optimiser": {"rate": 3e-3, "schedule": "CONSTANT", "beta1": 0.9, "beta2": 0.98, "decay": 0, "clip": 1, "average": 0.9},
                 "budget": {"minutes": 1000, "iterations": %d, "validateMinutes": 1000, "saveMinutes": 1000, "patience": 0}}
                """
                .formatted(iterations);
    }

    private SupportTask task(String json, Optional<StateDict> start) {
        SupportConfig config = SupportConfigFile.read(JsonFiles.parse(json, "balls.json"), "balls.json");
        return SupportTask.open(config, SmallVideoNetwork.config(), start, folder, heard::add);
    }

    private StateDict train(String json, Path into) {
        run(json, into, heard::add);
        return Checkpoints.read(into.resolve("last.safetensors"));
    }

    private void run(String json, Path into, TrainingListener listener) {
        SupportConfig config = SupportConfigFile.read(JsonFiles.parse(json, "balls.json"), "balls.json");
        try (Trainer trainer = Trainer.open(task(json, Optional.empty()), config.run(), into, listener)) {
            trainer.run();
        }
    }

    @Test
    void aRunSaysWhatItLearnsFromAndJudgesItself() throws IOException {
        Balls.volumes(folder, 20);
        train(config(1), folder.resolve("run"));
        List<String> lines = Files.readAllLines(folder.resolve("run/validation.csv"));
        assertThat(lines.get(0)).isEqualTo("iteration,seconds,dice,score");
        assertThat(Double.parseDouble(lines.get(1).split(",")[2])).isBetween(0.0, 1.0);
        assertThat(heard).anyMatch(line -> line.contains("18 images or volumes to train on, 2 held out"));
        assertThat(heard).anyMatch(line -> line.matches("  added: [0-9,]+ trained, 0 frozen"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"slices\": 1|\"slices\": 3",
                "FROM_SUPPORT|FROM_IMAGE",
                "MASK_ATTENTION|BOX_ALONE",
                "MASK_ATTENTION|NONE",
                "\"loraRank\": 4|\"loraRank\": 0",
                "SIMILAR\", \"mem|RANDOM\", \"mem",
                "SIMILAR\", \"mem|SAMPLED\", \"mem",
                "PAPER|WITHOUT_DIVERGENCE",
                "PAPER|RELEASED"
            })
    void everySwitchTrains(String change) throws IOException {
        Balls.volumes(folder, 10);
        String[] parts = change.split("\\|");
        assertThat(config(1)).contains(parts[0]);
        String changed = config(1).replace(parts[0], parts[1]).replace("\"heldOut\": 2", "\"heldOut\": 0");
        StateDict weights = train(changed, folder.resolve("run"));
        SupportSpec spec = SupportSpec.find(weights.metadata()).orElseThrow();
        assertThat(spec.neighbours()).isEqualTo(3);
        StoredWeights.bind("support", new Sam2Sgp(spec.network()), weights).close();
    }

    @Test
    void imagesAreLearnedFromAsWell() throws IOException {
        Balls.images(folder, 10);
        train(config(2), folder.resolve("run"));
        assertThat(Files.readAllLines(folder.resolve("run/validation.csv"))).hasSize(2);
    }

    @Test
    void theTrunkStaysAsItWasAndTheSecondDecoderBeginsAsTheFirst() throws IOException {
        Balls.images(folder, 10);
        Sam2Sgp network = new Sam2Sgp(SgpConfig.of(SmallVideoNetwork.config()));
        StateDict backbone;
        try (Weights weights = Weights.initialise(network, 3)) {
            StateDict all = StoredWeights.store("all", weights, Precision.FLOAT32, Map.of());
            backbone = all.under("backbone.");
        }
        SupportTask task = task(config(1), Optional.of(backbone));
        String layer = "transformer.layers.1.cross_attn_token_to_image.q_proj.weight";
        assertThat(task.weights().tensors().get("second.decoder." + layer).toFloats())
                .containsExactly(backbone.get("sam_mask_decoder." + layer).toFloats());
        assertThat(task.isTrained("backbone.image_encoder.trunk.blocks.0.attn.qkv.weight"))
                .isFalse();
        task.weights().close();
    }

    @Test
    void aRunThatWasInterruptedEndsWithTheSameWeights() throws IOException {
        Balls.volumes(folder, 10);
        StateDict whole = train(config(4), folder.resolve("whole"));
        run(config(4), folder.resolve("parts"), new TrainingListener() {
            @Override
            public void message(String line) {}

            @Override
            public void progress(Progress at) {
                if (at.iteration() == 2) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        assertThat(Thread.interrupted()).isTrue();
        StateDict parts = train(config(4), folder.resolve("parts"));
        assertThat(heard).anyMatch(line -> line.contains("Going on after iteration 2"));
        for (String key : whole.keys()) {
            assertThat(parts.get(key).toFloats())
                    .as(key)
                    .containsExactly(whole.get(key).toFloats());
        }
    }

    @Test
    void whatCannotBeReadOrHasNoExampleIsNamedAndTrainingGoesOn() throws IOException {
        Balls.images(folder, 10);
        Files.write(folder.resolve("balls/images/ball3.png"), new byte[] {1, 2, 3});
        Labels.write(LabelMap.of(3, 3, new int[9]), folder.resolve("balls/labels/ball4.png"));
        Path description = folder.resolve("balls/dataset.json");
        Files.writeString(
                description,
                Files.readString(description)
                        .replace(
                                "\"kind\": \"binary\"",
                                "\"kind\": \"classes\", \"classes\": {\"1\": \"disc\", \"2\": \"ring\"}"));
        train(config(1), folder.resolve("run"));
        assertThat(heard)
                .anyMatch(line -> line.startsWith("  left out: ball3: ") && line.contains("ball3.png"))
                .anyMatch(line -> line.startsWith("  left out: ball4: ") && line.contains("its labels have 3 x 3"))
                .contains("  no two training cases of balls show ring, so nothing is learned from it");
    }

    @Test
    void whatNobodyCanLearnFromIsRefusedInOneSentence() throws IOException {
        Balls.images(folder, 1);
        assertThatThrownBy(() -> task(config(1), Optional.empty()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("nothing to train on");
        String unknown = config(1).replace("\"epoch\": 10", "\"epoch\": 10, \"epochs\": 3");
        assertThatThrownBy(() -> task(unknown, Optional.empty()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("epochs");
    }
}
