package org.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.checkpoint.Checkpoints;
import org.samovar.checkpoint.StateDict;
import org.samovar.testing.Shared;
import picocli.CommandLine.Command;

class MainTest {
    @TempDir
    Path folder;

    @Test
    void withoutAVerbItPrintsAllOfThem() {
        Invocation run = Invocation.of();
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains(
                        "demo",
                        "segment",
                        "everything",
                        "collection",
                        "train",
                        "evaluate",
                        "ablation",
                        "parity",
                        "models",
                        "doctor");
    }

    @Test
    void aWrongCommandLineEndsWithTwoAndASuggestion() {
        Invocation run = Invocation.of("segmnt");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("segmnt").contains("samovar segment").doesNotContain("\tat ");
        assertThat(Invocation.of("segment").code()).isEqualTo(2);
        assertThat(Invocation.of("segment", "a.png", "--nonsense", "-o", "x").code())
                .isEqualTo(2);
    }

    @Test
    void everyVerbHasHelp() {
        for (Class<?> type : Samovar.class.getAnnotation(Command.class).subcommands()) {
            String verb = type.getAnnotation(Command.class).name();
            Invocation run = Invocation.of(verb, "--help");
            assertThat(run.code()).as(verb).isZero();
            assertThat(run.out()).as(verb).contains("Usage: samovar " + verb);
        }
    }

    @Test
    void aTrainingConfigThatIsNotThereIsRefusedInOneSentence() {
        Invocation run = Invocation.of(
                "train",
                "nothing.json",
                "--data",
                folder.toString(),
                "-o",
                folder.resolve("run").toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("nothing.json").doesNotContain("\tat ");
    }

    @Test
    void theListNamesEveryModelOfTheCatalog() {
        Invocation run = Invocation.of("models");
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("samovar-nano", "sam-vit-h", "mobile-sam", "sam2.1-tiny", "Apache-2.0");
        assertThat(Invocation.of("models", "list").out()).isEqualTo(run.out());
    }

    @Test
    void aHostileCheckpointIsRefusedInOneSentence() {
        Invocation run = Invocation.of(
                "models",
                "info",
                Shared.require("parity/checkpoints/hostile.pt").toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("nothing was run").doesNotContain("\tat ");
    }

    @Test
    void aModelIsDescribedAndExportedForPythonAndBack() {
        Path model = SmallModel.write(folder);
        Invocation info = Invocation.of("models", "info", model.toString());
        assertThat(info.code()).isZero();
        assertThat(info.out()).contains("SHA-256", "samovar.sam2", "tensors");

        Path exported = folder.resolve("small.pt");
        assertThat(Invocation.of("models", "export", model.toString(), "-o", exported.toString())
                        .code())
                .isZero();
        String mlp = "sam_mask_decoder.transformer.layers.0.mlp.layers.0.weight";
        StateDict own = Checkpoints.read(model);
        StateDict official = Checkpoints.read(exported);
        assertThat(official.keys()).containsAll(own.keys()).contains("memory_encoder.out_proj.weight");
        assertThat(official.get(mlp).size(0)).isEqualTo(2048);
        assertThat(official.get(mlp).toFloats())
                .startsWith(own.get(mlp).toFloats())
                .endsWith(0, 0);
        Invocation other = Invocation.of(
                "models",
                "export",
                model.toString(),
                "-o",
                folder.resolve("x.zip").toString());
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.err()).contains(".safetensors");
        assertThat(Invocation.of("models", "export", model.toString(), "-o", model.toString())
                        .err())
                .contains("it is the file that is read");
    }

    @Test
    void theDoctorTriesTheModelAndSaysWhenItCannotBeUsed() throws Exception {
        Invocation well =
                Invocation.of("doctor", "--model", SmallModel.write(folder).toString());
        assertThat(well.out()).contains("PyTorch", "encode", "SHA-256", "Everything works.");
        assertThat(well.code()).isZero();
        Path text = Files.writeString(folder.resolve("text.pt"), "not weights");
        Invocation ill = Invocation.of("doctor", "--model", text.toString());
        assertThat(ill.code()).isEqualTo(1);
        assertThat(ill.out()).contains("FAILED: text.pt", "cannot be used");
    }

    @Test
    void theDemoSegmentsItsSamplesAndComparesThem() {
        Path model = SmallModel.write(folder);
        Path out = folder.resolve("demo");
        Invocation run = Invocation.of("demo", "--model", model.toString(), "-o", out.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("nuclei.png", "skin-lesion.png", "mean Dice");
        assertThat(out.resolve("nuclei-overlay.png")).isRegularFile();
        assertThat(out.resolve("nuclei-labels.tif")).isRegularFile();
        assertThat(out.resolve("nuclei.json")).isRegularFile();
        assertThat(Invocation.of("demo", "-o", model.toString()).err()).contains("is a file, not a folder");
    }
}
