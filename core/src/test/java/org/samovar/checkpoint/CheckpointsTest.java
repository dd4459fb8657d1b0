package org.samovar.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.samovar.geometry.UserError;
import org.samovar.testing.Shared;

class CheckpointsTest {
    @TempDir
    Path folder;

    private static StateDict official(String name) {
        return Checkpoints.read(Shared.require("parity", "checkpoints", name));
    }

    @ParameterizedTest
    @CsvSource({
        "plain.pth, F32, 1e-7",
        "legacy.pth, F32, 1e-7",
        "nested_model.pt, F32, 1e-7",
        "nested_decoder.pt, F32, 1e-7",
        "module_prefix.pth, F32, 1e-7",
        "with_optimizer.pt, F32, 1e-7",
        "plain.safetensors, F32, 1e-7",
        "half.pt, F16, 1e-3",
        "bfloat16.pt, BF16, 8e-3"
    })
    void everyFormHoldsTheValuesThatPythonWrote(String name, StoredType type, float tolerance) throws IOException {
        StateDict weights = official(name);

        JsonObject expected = JsonParser.parseString(
                        Files.readString(Shared.require("parity", "checkpoints", "expected.json")))
                .getAsJsonObject();
        for (String key : expected.keySet()) {
            JsonObject want = expected.getAsJsonObject(key);
            StoredTensor tensor = weights.get(key);
            assertThat(tensor.type()).isEqualTo(type);
            assertThat(tensor.shape()).isEqualTo(longs(want.getAsJsonArray("shape")));
            float[] first = Arrays.copyOf(tensor.toFloats(), 5);
            for (int i = 0; i < first.length; i++) {
                assertThat(first[i])
                        .isCloseTo(want.getAsJsonArray("first").get(i).getAsFloat(), within(tolerance));
            }
        }
        assertThat(weights.get("bn.num_batches_tracked").type()).isEqualTo(StoredType.I64);
        assertThat(weights.get("bn.num_batches_tracked").toFloats()).containsExactly(7);
    }

    private static long[] longs(JsonArray array) {
        return array.asList().stream().mapToLong(element -> element.getAsLong()).toArray();
    }

    @Test
    void keysKeepTheOrderOfTheFile() {
        assertThat(official("plain.pth").keys())
                .containsExactly(
                        "image_encoder.patch_embed.proj.weight",
                        "image_encoder.patch_embed.proj.bias",
                        "mask_decoder.output_upscaling.0.weight",
                        "no_mask_embed.weight",
                        "bn.running_var",
                        "blocks.0.norm1.weight",
                        "bn.num_batches_tracked");
    }

    @Test
    void theDecoderOfMicroSamStandsBesideTheModelAndPlainFactsAreKept() {
        StateDict weights = official("nested_decoder.pt");

        assertThat(weights.size()).isEqualTo(8);
        assertThat(weights.get("decoder.a").toFloats()).containsExactly(0, 1, 2, 3);
        assertThat(weights.metadata()).containsEntry("epoch", "3").containsEntry("name", "x");
        assertThat(weights.metadata()).doesNotContainKey("nothing").doesNotContainKey("flags");
    }

    @Test
    void theStateOfAnOptimizerIsLeftOut() {
        assertThat(official("with_optimizer.pt").keys())
                .isEqualTo(official("plain.pth").keys());
    }

    @Test
    void viewsOfOneStorageAreReadInTheirOwnOrder() {
        StateDict weights = official("views.pt");

        assertThat(weights.get("view").shape()).containsExactly(2, 2);
        assertThat(weights.get("view").isContiguous()).isFalse();
        assertThat(weights.get("view").toFloats()).containsExactly(10, 13, 26, 29);
        assertThat(Arrays.copyOf(weights.get("transposed").toFloats(), 7)).containsExactly(0, 8, 16, 24, 32, 40, 1);
        assertThat(weights.get("shared").toFloats()).hasSize(48).startsWith(0, 1, 2);
        assertThat(weights.get("param").toFloats()).hasSize(16).endsWith(15);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "truncated.pth | its end is missing",
                "truncated.safetensors | would lie outside",
                "huge_header.safetensors | header claims to be longer",
                "no_pickle.pt | not one that PyTorch wrote",
                "not_a_checkpoint.pt | is not a file of weights",
                "hostile.pt | nothing was run"
            })
    void whatCannotBeReadIsRefusedWithASentence(String name, String reason) {
        Path file = Shared.require("parity", "checkpoints", name);

        assertThatThrownBy(() -> Checkpoints.read(file))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(name)
                .hasMessageContaining(reason)
                .hasMessageEndingWith(".");
    }

    @Test
    void theHostileFileRunsNothing() {
        Path hostile = Shared.require("parity", "checkpoints", "hostile.pt");
        Path proof = Path.of("/tmp/a-checkpoint-ran-code");
        boolean before = Files.exists(proof);
        long children = ProcessHandle.current().descendants().count();

        assertThatThrownBy(() -> Checkpoints.read(hostile)).hasMessageContaining("posix.system");

        assertThat(ProcessHandle.current().descendants().count()).isLessThanOrEqualTo(children);
        assertThat(Files.exists(proof)).isEqualTo(before);
    }

    @Test
    void nothingInThePackageCouldRunWhatAFileNames() {
        ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.lang\\.reflect\\..*|java\\.lang\\.(Process.*|Runtime|ClassLoader)"
                        + "|java\\.io\\.Object.*Stream|javax\\.script\\..*|java\\.util\\.ServiceLoader|java\\.net\\..*")
                .orShould()
                .callMethod(Class.class, "forName", String.class)
                .check(new ClassFileImporter().importPath(Path.of("target/classes/org/samovar/checkpoint")));
    }

    @Test
    void aLargeFileIsMappedAndReadsTheSame() {
        for (String name : new String[] {"plain.pth", "legacy.pth", "views.pt", "plain.safetensors"}) {
            StateDict mapped = Checkpoints.read(ByteSource.open(Shared.require("parity", "checkpoints", name), 0));
            StateDict read = official(name);
            assertThat(mapped.keys()).isEqualTo(read.keys());
            read.tensors().forEach((key, tensor) -> assertThat(mapped.get(key).contiguous())
                    .isEqualTo(tensor.contiguous()));
        }
    }

    @Test
    void aMissingFileAndAFolderAreNamed() {
        assertThatThrownBy(() -> Checkpoints.read(folder.resolve("sam.pth")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("There is no file")
                .hasMessageContaining("sam.pth");
        assertThatThrownBy(() -> Checkpoints.read(folder)).hasMessageContaining("is a folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<!DOCTYPE html>", "version https://git-lfs.github.com/spec/v1", "\u0080\u0002}."})
    void otherFilesAreRefusedByWhatTheyAre(String content) throws IOException {
        Path file = folder.resolve("weights.pt");
        Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> Checkpoints.read(file))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("weights.pt is ");
    }

    @Test
    void weightsInMemoryReadAsFromAFile() throws IOException {
        byte[] bytes = Files.readAllBytes(Shared.require("parity", "checkpoints", "plain.safetensors"));

        StateDict weights = Checkpoints.read("embedded", ByteBuffer.wrap(bytes));

        assertThat(weights.origin()).isEqualTo("embedded");
        assertThat(weights.size()).isEqualTo(7);
    }
}
