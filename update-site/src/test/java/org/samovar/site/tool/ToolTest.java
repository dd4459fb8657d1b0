package org.samovar.site.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samovar.site.MadeUpBuild;
import picocli.CommandLine;

class ToolTest {
    private static final String URL = "https://sites.imagej.net/Samovar";

    @TempDir
    private Path folder;

    private final StringWriter said = new StringWriter();

    @BeforeEach
    void aPluginThatWasBuilt() {
        Path jars = folder.resolve("target/fiji/jars");
        MadeUpBuild.jar(folder.resolve("target/fiji/plugins/Samovar_-1.0.jar"), Map.of("P.class", "p"));
        new MadeUpBuild("1.0")
                .with("core", MadeUpBuild.jar(jars.resolve("core-1.0.jar"), Map.of("C.class", "c")), "linux")
                .with(
                        "linux",
                        MadeUpBuild.jar(
                                jars.resolve("pytorch-native-cpu-2.7.1-linux-x86_64.jar"),
                                Map.of("pytorch/cpu/linux-x86_64/libtorch.so", "")))
                .bom(folder.resolve("target/bom.json"));
    }

    private int run(String... more) {
        CommandLine line = Tool.line().setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
        List<String> arguments = new ArrayList<>(
                List.of("update-site", "--plugin", folder.resolve("target").toString()));
        arguments.add(folder.resolve("site").toString());
        arguments.addAll(List.of(more));
        return line.execute(arguments.toArray(String[]::new));
    }

    @Test
    void aSiteHasTheLicencesAndAPageThatSaysHowToUseIt() {
        assertThat(run(URL)).as(said.toString()).isZero();
        assertThat(said.toString()).contains("new       jars/core-1.0.jar").doesNotContain("linux64");
        assertThat(folder.resolve("site/index.html")).content().contains("<code>" + URL + "/</code>");
        assertThat(folder.resolve("site/licenses")).isDirectoryContaining("glob:**/Samovar.txt-2*");
    }

    @Test
    void theEngineIsListedByTheNameOfThePlatform() {
        assertThat(run(URL, "--engine", "linux-x86_64")).as(said.toString()).isZero();
        assertThat(said.toString()).contains("new       jars/linux64/pytorch-native-cpu-2.7.1-linux-x86_64.jar");
    }

    @Test
    void aPlatformThatDoesNotExistIsToldWithThoseThatDo() {
        assertThat(run(URL, "--engine", "amiga")).isEqualTo(2);
        assertThat(said.toString()).contains("amiga", "linux-aarch64");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"site", "ftp://example.org/", "https://example.org/a b/", "https://a/\"><script>", "file:/[x"})
    void whatIsNoAddressIsRefused(String typed) {
        assertThat(run(typed)).isEqualTo(1);
        assertThat(said.toString()).startsWith("dev: \"" + typed + "\" is no address of an update site.");
        assertThat(folder.resolve("site")).doesNotExist();
    }
}
