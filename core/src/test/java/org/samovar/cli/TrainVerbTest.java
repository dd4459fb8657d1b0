package org.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
}
