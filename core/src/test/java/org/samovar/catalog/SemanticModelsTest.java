package org.samovar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.checkpoint.Checkpoints;
import org.samovar.checkpoint.StateDict;
import org.samovar.geometry.UserError;
import org.samovar.image.Image;
import org.samovar.image.LabelMap;
import org.samovar.method.Framing;
import org.samovar.method.PatchShape;
import org.samovar.nn.StoredWeights;
import org.samovar.nn.adapt.Additions;
import org.samovar.predict.Progress;
import org.samovar.predict.semantic.Backbones;
import org.samovar.predict.semantic.Mirroring;
import org.samovar.predict.semantic.SemanticSpec;
import org.samovar.tensor.DeviceChoice;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Tensor;
import org.samovar.testing.SmallSystem;

class SemanticModelsTest {
    private static final SemanticSpec SPEC =
            SmallSystem.spec(new PatchShape(1, 1, 32, 32), Framing.WHOLE_SLICES, "cell", "nucleus");

    @TempDir
    Path folder;

    private static LoadedSemantic open(Path file, Precision precision) {
        return Models.openSemantic(file.toString(), DeviceChoice.CPU, precision);
    }

    @Test
    void aFileSaysItselfWhichSystemItIsFor() {
        Path file = SmallSystem.write(folder, SPEC);
        long before = Tensor.live();
        try (LoadedSemantic loaded = open(file, Precision.FLOAT32)) {
            assertThat(loaded.name()).isEqualTo("system.safetensors");
            assertThat(loaded.spec()).isEqualTo(SPEC);
            LabelMap labels =
                    loaded.segmenter(Mirroring.NONE).segment(Image.gray(50, 40, new byte[2000]), Progress.NONE);
            assertThat(labels.width()).isEqualTo(50);
        }
        assertThat(Tensor.live()).isEqualTo(before);
    }

    @Test
    void itRunsInReducedPrecision() {
        try (LoadedSemantic loaded = open(SmallSystem.write(folder, SPEC), Precision.BFLOAT16)) {
            assertThat(loaded.segmenter(Mirroring.ALL_AXES)
                            .segment(Image.gray(50, 40, new byte[2000]), Progress.NONE)
                            .size())
                    .hasToString("50 x 40");
        }
    }

    @Test
    void aCommandWithPromptsSaysThatItTakesNone() {
        Path file = SmallSystem.write(folder, SPEC);

        assertThatThrownBy(() -> Models.open(file.toString(), DeviceChoice.CPU, Precision.FLOAT32))
                .isInstanceOfSatisfying(UserError.class, error -> {
                    assertThat(error)
                            .hasMessage(
                                    "system.safetensors is a prompt-free unet that finds cell, nucleus, and takes no"
                                            + " prompts.");
                    assertThat(error.hint()).isPresent();
                });
    }

    @Test
    void aModelWithPromptsIsNoSystem() {
        assertThatThrownBy(() -> Models.openSemantic(Catalog.DEFAULT, DeviceChoice.CPU, Precision.FLOAT32))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("samovar-nano is SAM 2")
                .hasMessageEndingWith("which needs prompts.");
    }

    @Test
    void weightsThatDoNotFitAreNamed() {
        Path file = SmallSystem.write(folder, SPEC);
        StateDict stored = Checkpoints.read(file);
        Map<String, String> metadata = SmallSystem.spec(new PatchShape(1, 1, 32, 32), Framing.WINDOWS, "cell")
                .metadata();
        Checkpoints.writeSafetensors(stored, file, metadata);

        assertThatThrownBy(() -> open(file, Precision.FLOAT32))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("seg_layers");
    }

    @Test
    void theEmbeddedModelFitsTheBackboneOfItsName() {
        StateDict nano =
                ModelSource.find(Catalog.DEFAULT, ModelStore.standard()).read();

        StoredWeights.compare(
                        "samovar-nano",
                        Backbones.of(Catalog.DEFAULT).apply(Additions.none()).layer(),
                        nano)
                .require();
        assertThat(List.of("sam-vit-b", "sam2.1-tiny"))
                .allSatisfy(name -> assertThat(Backbones.of(name)).isNotNull());
    }
}
