package org.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.catalog.ModelSource;
import org.samovar.catalog.ModelStore;
import org.samovar.checkpoint.Checkpoints;
import org.samovar.checkpoint.StateDict;
import org.samovar.train.ConfigFile;
import org.samovar.train.semantic.Balls;

class TrainVerbTest {
    @TempDir
    private Path folder;

    private Invocation train(String config, String... more) {
        List<String> arguments = new ArrayList<>(List.of("train", config, "--data", folder.toString()));
        arguments.addAll(List.of("-o", folder.resolve("out").toString()));
        arguments.addAll(List.of(more));
        return Invocation.of(arguments.toArray(String[]::new));
    }

    /** Two iterations of nano on images that the computer draws. */
    private Path shortConfig() throws IOException {
        try (InputStream in = ConfigFile.class.getResourceAsStream("configs/nano-laptop.json")) {
            String json = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("\"sets\": \\[[^]]*]", "\"sets\": []")
                    .replace("\"syntheticShare\": 0.35", "\"syntheticShare\": 1")
                    .replace("\"sizes\": [128]", "\"sizes\": [64]")
                    .replace("\"batch\": 8", "\"batch\": 1")
                    .replace("\"iterations\": 1000000", "\"iterations\": 2");
            return Files.writeString(folder.resolve("short.json"), json);
        }
    }

    @Test
    void aShortRunLeavesWeightsThatSayWhatTheyAre() throws IOException {
        Invocation run = train(shortConfig().toString());
        assertThat(run.out()).contains("values are trained");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("best.safetensors");
        assertThat(Checkpoints.read(folder.resolve("out/best.safetensors")).metadata())
                .containsKey("samovar.sam2")
                .containsEntry("samovar.prompts", "dense")
                .containsEntry("iteration", "2");
        assertThat(folder.resolve("out/curve.png")).doesNotExist();
        assertThat(folder.resolve("out/training.csv")).exists();
    }

    @Test
    void aRunCanStartFromEveryModelThatTheListNames() throws IOException {
        Path config = shortConfig();
        Files.writeString(config, Files.readString(config).replaceAll("\"rate\": [^,]*", "\"rate\": 1e-30"));
        Invocation run = train(config.toString(), "--start", "samovar-nano");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("left out").contains("memory_attention");
        StateDict nano = ModelSource.find("samovar-nano", ModelStore.of(folder)).read();
        String key = "sam_mask_decoder.mask_tokens.weight";
        assertThat(Checkpoints.read(folder.resolve("out/last.safetensors"))
                        .get(key)
                        .toFloats())
                .containsExactly(nano.get(key).toFloats());
    }

    @Test
    void whatIsMissingIsNamedInOneSentence() {
        assertThat(train("no-such").err())
                .contains("no-such")
                .contains("nano-laptop")
                .doesNotContain("\tat ");
        Invocation noData = train("nano-laptop");
        assertThat(noData.code()).isEqualTo(1);
        assertThat(noData.err()).contains("dsb2018").doesNotContain("\tat ");
    }

    @Test
    void aSystemWithoutPromptsIsTrainedByTheSameCommand() throws IOException {
        Balls.volumes(folder, 10);
        Path config = Files.writeString(folder.resolve("balls.json"), Balls.volumeConfig(2));
        Invocation run = train(config.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("9 cases to train on").contains("  encoder: ");
        assertThat(Checkpoints.read(folder.resolve("out/best.safetensors")).metadata())
                .containsKey("samovar.method")
                .containsEntry("iteration", "2");
    }

    private Invocation tryOut(Path config, String... more) {
        List<String> arguments = new ArrayList<>(List.of("train", config.toString(), "--try"));
        arguments.addAll(List.of(more));
        return Invocation.of(arguments.toArray(String[]::new));
    }

    /** An included config with a smaller input. */
    private Path smaller(String name, String... replacements) throws IOException {
        try (InputStream in = ConfigFile.class.getResourceAsStream("configs/" + name + ".json")) {
            String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (int i = 0; i < replacements.length; i += 2) {
                assertThat(json).contains(replacements[i]);
                json = json.replace(replacements[i], replacements[i + 1]);
            }
            return Files.writeString(folder.resolve(name + ".json"), json);
        }
    }

    private static void assertSound(Invocation run) {
        assertThat(run.out())
                .contains("gradients reach exactly what is trained")
                .contains("loss: ")
                .contains("peak memory")
                .contains("data: noise");
        assertThat(run.code()).isZero();
    }

    @Test
    void aSystemWithoutPromptsIsTriedWithoutData() throws IOException {
        Path config = Files.writeString(folder.resolve("balls.json"), Balls.volumeConfig(2));
        Invocation run = tryOut(config);
        assertSound(run);
        assertThat(run.out()).contains("weights: random").contains("M trained, 0.00 M frozen");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(config);
        }
    }

    @Test
    void aBatchIsAnotherInATrialAlone() throws IOException {
        Path config = Files.writeString(folder.resolve("balls.json"), Balls.volumeConfig(2));
        assertThat(loss(tryOut(config, "--batch", "1"))).isNotEqualTo(loss(tryOut(config)));
        assertThat(tryOut(config, "--batch", "0").err()).contains("batch 0");
        assertThat(train(config.toString(), "--batch", "1").err()).contains("--batch is for --try");
        Invocation episodes = tryOut(Path.of("sam2sgp-laptop"), "--batch", "1");
        assertThat(episodes.err()).contains("sam2sgp-laptop has no batch");
    }

    private static String loss(Invocation run) {
        assertSound(run);
        return run.out()
                .lines()
                .filter(line -> line.startsWith("loss: "))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSystemOnAPublishedNetworkIsTriedWithWeightsThatAreNotAtHand() throws IOException {
        Invocation run = tryOut(smaller(
                "masksam-laptop",
                "\"backbone\": \"samovar-nano\"",
                "\"backbone\": \"samovar-nano\", \"weights\": \"no-such-weights\""));
        assertSound(run);
        assertThat(run.out()).contains("weights: random, as no-such-weights is not at hand");
    }

    @Test
    void aNetworkThatTakesSupportSetsIsTriedWithoutData() throws IOException {
        assertSound(tryOut(smaller("sam2sgp-laptop", "\"size\": 128", "\"size\": 64")));
    }

    @Test
    void promptsAndADecoderInTurnsReachAllThatIsTrainedInTwoSteps() throws IOException {
        Path config = smaller(
                "medicosam-instances-laptop",
                "\"sizes\": [128]",
                "\"sizes\": [64]",
                "\"input\": 192",
                "\"input\": 64",
                "\"batch\": 4",
                "\"batch\": 1",
                "\"strayShare\": 0.1",
                "\"strayShare\": 0");
        assertThat(tryOut(config).out()).contains("not of use before another step (54)");
        assertThat(tryOut(config, "--steps", "2").out()).doesNotContain("not of use before another step");
    }

    @Test
    void aParameterThatNoGradientReachesIsNamedAndTheTrialFails() throws IOException {
        Path config = smaller(
                "medicosam-semantic-laptop",
                "\"height\": 128, \"width\": 128",
                "\"height\": 64, \"width\": 64",
                "\"backbone.memory_\", ",
                "");
        Invocation run = tryOut(config);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .contains("backbone.memory_encoder.")
                .contains("gradients do not reach exactly what is trained");
    }

    @Test
    void aTrialTakesTheUsersOwnDataAndKeepsNothing() throws IOException {
        Balls.volumes(folder, 4);
        Path config = Files.writeString(folder.resolve("balls.json"), Balls.volumeConfig(2));
        Invocation run = tryOut(config, "--data", folder.toString());
        assertThat(run.out()).contains("4 cases to train on").doesNotContain("noise");
        assertThat(run.code()).isZero();
        assertThat(tryOut(config, "-o", folder.toString()).code()).isEqualTo(2);
        assertThat(Invocation.of("train", config.toString(), "--data", folder.toString())
                        .err())
                .contains("--output");
    }
}
