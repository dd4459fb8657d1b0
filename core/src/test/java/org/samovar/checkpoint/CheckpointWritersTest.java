package org.samovar.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.samovar.geometry.UserError;

class CheckpointWritersTest {
    private static final StateDict WEIGHTS = StateDict.of(
            "test",
            List.of(
                    StoredTensor.ofFloats("image_encoder.b", new long[] {2, 3}, 1, 2, 3, 4, 5, 6),
                    StoredTensor.ofFloats("image_encoder.a", new long[] {}, 7),
                    StoredTensor.ofFloats("image_encoder.none", new long[] {0, 4}),
                    StoredTensor.ofFloats("decoder.x", new long[] {1}, 8)),
            Map.of("old", "dropped"));

    @TempDir
    Path folder;

    private static void assertSameTensors(StateDict found, StateDict wanted) {
        assertThat(found.keys()).containsExactlyElementsOf(wanted.keys());
        wanted.tensors().forEach((key, tensor) -> {
            assertThat(found.get(key).type()).isEqualTo(tensor.type());
            assertThat(found.get(key).shape()).isEqualTo(tensor.shape());
            assertThat(found.get(key).contiguous()).isEqualTo(tensor.contiguous());
        });
    }

    @Test
    void safetensorsKeepOrderMetadataAndValues() {
        Path file = folder.resolve("w.safetensors");
        Map<String, String> facts = new LinkedHashMap<>(Map.of("samovar.model", "na\"no\n\u00e9", "a", "1"));

        Checkpoints.writeSafetensors(WEIGHTS, file, facts);

        StateDict found = Checkpoints.read(file);
        assertSameTensors(found, WEIGHTS);
        assertThat(found.metadata()).isEqualTo(facts);
    }

    @ParameterizedTest
    @EnumSource(TorchLayout.class)
    void torchFilesReadBackInEveryLayout(TorchLayout layout) {
        Path file = folder.resolve("w.pt");

        Checkpoints.writeTorch(WEIGHTS, file, layout);

        assertSameTensors(Checkpoints.read(file), WEIGHTS);
    }

    @Test
    void theSameWeightsGiveTheSameBytesAndReplaceTheOldFile() throws IOException {
        Path first = folder.resolve("1.pt");
        Path second = folder.resolve("2.pt");
        Files.writeString(second, "an old file");

        Checkpoints.writeTorch(WEIGHTS, first, TorchLayout.MODEL);
        Checkpoints.writeTorch(Checkpoints.read(first), second, TorchLayout.MODEL);

        assertThat(second).hasSameBinaryContentAs(first);
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(first, second);
        }
    }

    @Test
    void theArchiveIsSoundForOtherZipReadersAndItsDataAreAligned() throws IOException {
        Path file = folder.resolve("w.pt");
        Checkpoints.writeTorch(WEIGHTS, file, TorchLayout.BARE);

        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                assertThat(zip.getInputStream(entry).readAllBytes()).hasSize((int) entry.getSize());
            }
            assertThat(zip.size()).isEqualTo(7);
        }
        byte[] bytes = Files.readAllBytes(file);
        int data = indexOf(bytes, new byte[] {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, 0x40});
        assertThat(data).isPositive();
        assertThat(data % 64).isZero();
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int i = 0; i + wanted.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamedAndNothingIsLeft() throws IOException {
        Path occupied = Files.createDirectory(folder.resolve("w.pt"));

        assertThatThrownBy(() -> Checkpoints.writeTorch(WEIGHTS, occupied, TorchLayout.BARE))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("w.pt");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(occupied);
        }
    }
}
