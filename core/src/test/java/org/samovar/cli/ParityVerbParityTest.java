package org.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.testing.Shared;

class ParityVerbParityTest {
    private static final String CASE = "sam2.1_hiera_t_image";

    @TempDir
    Path folder;

    /** A folder of its own with one case, changed, whose image lies in its own folder of images. */
    private void copy(String name, Consumer<JsonObject> change) throws IOException {
        Path cases = Shared.require("parity/cases");
        JsonObject meta = JsonParser.parseString(Files.readString(cases.resolve(name + ".json")))
                .getAsJsonObject();
        change.accept(meta);
        Files.writeString(folder.resolve(name + ".json"), meta.toString());
        Files.copy(cases.resolve(name + ".npz"), folder.resolve(name + ".npz"));
        Files.createDirectories(folder.resolve("images"));
        Path image = cases.resolveSibling("images").resolve("cells.png");
        if (!Files.exists(folder.resolve("images/cells.png"))) {
            Files.copy(image, folder.resolve("images/cells.png"));
        }
    }

    @Test
    void aCaseOfAnotherFolderHoldsUnderItsSaltAndFailsUnderAnother() throws IOException {
        Set<String> kept = Set.of("embedding", "point.multi.iou", "point.multi.low_res_logits");
        copy(CASE, meta -> meta.getAsJsonObject("outputs").keySet().retainAll(kept));
        Invocation right = Invocation.of("parity", folder.toString());
        assertThat(right.out()).contains(CASE).contains("ok");
        assertThat(right.code()).isZero();
        Invocation wrong = Invocation.of("parity", folder.toString(), "--salt", "another");
        assertThat(wrong.out()).contains("FAIL");
        assertThat(wrong.code()).isEqualTo(1);
    }

    @Test
    void casesOfAKindThatIsNotBuiltAreNamedAndEndWithTwo() throws IOException {
        copy("medicosam_unetr_vit_b", meta -> meta.addProperty("model", "UNETR decoder on a network to come"));
        Invocation run = Invocation.of("parity", folder.toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out().lines().filter(line -> line.endsWith("not built yet")))
                .hasSize(1);
    }

    @Test
    void aFolderWithoutCasesIsRefused() {
        Invocation run = Invocation.of("parity", folder.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("no case");
        assertThat(Invocation.of("parity", folder.resolve("none").toString()).err())
                .contains("no folder");
    }
}
