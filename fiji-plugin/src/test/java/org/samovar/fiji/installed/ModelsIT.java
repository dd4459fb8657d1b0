package org.samovar.fiji.installed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.samovar.fiji.SmallFiles;

/** The window for models in a real ImageJ. */
class ModelsIT {
    private static String printed = "";

    @BeforeAll
    static void openTheWindow() throws Exception {
        Path pictures = Files.createDirectories(InstalledImageJ.BUILT.resolveSibling("pictures"));
        Path file = SmallFiles.system(pictures);
        printed = InstalledImageJ.runOnDisplay(ModelsMain.class);
        Files.delete(file);
    }

    @Test
    void theMenuOpensAWindowAndNoDialog() {
        assertThat(printed.lines()).contains("DIALOGS 0");
    }

    @Test
    void eachModelOffersWhatCanBeDoneWithIt() {
        assertThat(printed.lines())
                .contains(
                        "EMBEDDED [Import..., Information]",
                        "ELSEWHERE [Download..., Import..., Information]",
                        "OWN [Import..., Delete..., Information]");
    }

    @Test
    void eachActionIsALineInTheRecorderThatCanBeRun() {
        assertThat(printed.lines())
                .contains(
                        "RECORDED run(\"Manage Models...\", \"action=Information model=[system.safetensors]\");",
                        "RECORDED run(\"Manage Models...\", \"action=Delete model=[system.safetensors]\");");
    }
}
