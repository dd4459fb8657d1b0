package org.samovar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.checkpoint.Checkpoints;
import org.samovar.checkpoint.StateDict;
import org.samovar.geometry.UserError;
import org.samovar.image.RgbImage;
import org.samovar.method.medicosam.Unetr;
import org.samovar.model.sam2.Sam2;
import org.samovar.model.sam2.Sam2Config;
import org.samovar.model.sam2.Sam2Metadata;
import org.samovar.nn.StoredWeights;
import org.samovar.nn.Weights;
import org.samovar.predict.ImageSession;
import org.samovar.predict.Progress;
import org.samovar.predict.SessionSettings;
import org.samovar.predict.SettingsMetadata;
import org.samovar.predict.instances.InstanceRule;
import org.samovar.predict.instances.InstanceSpec;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.PromptSet;
import org.samovar.tensor.ComputeDevice;
import org.samovar.tensor.DeviceChoice;
import org.samovar.tensor.Precision;
import org.samovar.testing.SmallVideoNetwork;

class ModelsTest {
    private static final Sam2Config CONFIG = Sam2Config.nano();

    @TempDir
    Path folder;

    private Path file(Map<String, String> metadata) {
        Path file = folder.resolve("own.safetensors");
        Sam2 network = new Sam2(CONFIG);
        try (Weights weights = Weights.initialise(network, 7)) {
            StateDict stored = StoredWeights.store("own", weights, Precision.FLOAT32, metadata);
            Checkpoints.writeSafetensors(stored, file, metadata);
        }
        return file;
    }

    private Path own() {
        Map<String, String> metadata = new HashMap<>(Sam2Metadata.of(CONFIG));
        metadata.putAll(SettingsMetadata.of(SessionSettings.nano()));
        return file(metadata);
    }

    @Test
    void aFileSaysItselfWhatNetworkItIsForAndHowToPromptIt() {
        try (LoadedModel model = Models.open(own().toString(), DeviceChoice.CPU, Precision.FLOAT32);
                ImageSession session = model.session(RgbImage.gray(40, 30, new byte[1200]))) {
            assertThat(model.settings()).isEqualTo(SessionSettings.nano());
            assertThat(model.network().input().size()).isEqualTo(CONFIG.imageSize());
            assertThat(model.sha256()).matches("[0-9a-f]{64}");
            assertThat(session.predict(PromptSet.of(PointPrompt.positive(20, 15)))
                            .all())
                    .isNotEmpty();
        }
    }

    /** A file of a small network with a decoder beside it. */
    private Path withDecoder(int outputs, UnaryOperator<String> rename) {
        Path file = folder.resolve("decoder.safetensors");
        Unetr network =
                new Unetr(SmallVideoNetwork.create(), SmallVideoNetwork.config().width(), 4, outputs);
        Map<String, String> metadata = new HashMap<>(Sam2Metadata.of(SmallVideoNetwork.config()));
        InstanceSpec spec = new InstanceSpec(Optional.of(32), Optional.empty(), InstanceRule.published());
        metadata.putAll(spec.metadata());
        try (Weights weights = Weights.initialise(network, 7)) {
            StateDict stored = StoredWeights.store("decoder", weights, Precision.FLOAT32, metadata);
            Checkpoints.writeSafetensors(stored.renamed(rename), file, metadata);
        }
        return file;
    }

    @Test
    void aDecoderOfInstancesBesideANetworkFindsObjects() {
        Path file = withDecoder(3, key -> key);
        RgbImage image = RgbImage.gray(40, 30, new byte[1200]);
        try (LoadedModel model = Models.open(file.toString(), DeviceChoice.CPU, Precision.FLOAT32);
                ImageSession session = model.session(image)) {
            assertThat(model.instances()
                            .orElseThrow()
                            .segment(image, Progress.NONE)
                            .size())
                    .isEqualTo(image.size());
            assertThat(session.predict(PromptSet.of(PointPrompt.positive(20, 15)))
                            .all())
                    .isNotEmpty();
        }
        try (LoadedModel model = Models.open(own().toString(), DeviceChoice.CPU, Precision.FLOAT32)) {
            assertThat(model.instances()).isEmpty();
        }
    }

    @Test
    void aDecoderOfSomethingElseIsLeftOut() {
        for (Path file : List.of(
                withDecoder(2, key -> key),
                withDecoder(3, key -> key.replace("decoder.deconv_out", "decoder.something_else")))) {
            try (LoadedModel model = Models.open(file.toString(), DeviceChoice.CPU, Precision.FLOAT32)) {
                assertThat(model.instances()).isEmpty();
            }
        }
    }

    @Test
    void cudaOnAMachineWithoutFallsBackToTheCpuAndSaysWhyInOneLine() {
        try (LoadedModel model = Models.open(own().toString(), DeviceChoice.CUDA, Precision.FLOAT32)) {
            if (model.device().equals(ComputeDevice.CPU)) {
                assertThat(model.note().orElseThrow())
                        .contains("CUDA")
                        .contains("CPU")
                        .doesNotContain("\n");
            } else {
                assertThat(model.note()).isEmpty();
            }
        }
    }

    @Test
    void damagedMetadataAreRefusedWithASentence() {
        Path file = file(Map.of(Sam2Metadata.KEY, "{\"stages\": [1e9]}"));
        assertThatThrownBy(() -> Models.open(file.toString(), DeviceChoice.CPU, Precision.FLOAT32))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(Sam2Metadata.KEY);
    }

    @Test
    void weightsOfAnUnpublishedSizeWithoutMetadataAreRefusedWithASentence() {
        Path file = file(Map.of());
        assertThatThrownBy(() -> Models.open(file.toString(), DeviceChoice.CPU, Precision.FLOAT32))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("published");
    }

    @Test
    void aFileThatIsNoWeightsIsRefusedWithASentence() throws Exception {
        Path file = Files.writeString(folder.resolve("text.pt"), "not weights");
        assertThatThrownBy(() -> Models.open(file.toString(), DeviceChoice.CPU, Precision.FLOAT32))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("text.pt");
    }

    @Test
    void metadataOfANetworkAndItsSettingsSurviveARoundTrip() {
        assertThat(Sam2Metadata.read(Sam2Metadata.of(CONFIG))).contains(CONFIG);
        assertThat(Sam2Metadata.read(Map.of())).isEmpty();
        assertThat(SettingsMetadata.read(SettingsMetadata.of(SessionSettings.nano())))
                .isEqualTo(SessionSettings.nano());
        assertThat(SettingsMetadata.read(Map.of())).isEqualTo(SessionSettings.published());
    }
}
