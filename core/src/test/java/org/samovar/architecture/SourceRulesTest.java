package org.samovar.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The source files of all modules keep the rules of the house. */
class SourceRulesTest {

    /** Files that may break a rule, by name. Starts empty; each entry needs its reason. */
    private static final Set<String> EXEMPT = Set.of();

    /** Surefire runs in the folder of the module, one below the root. */
    private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();

    @Test
    void everySourceFileKeepsTheRules() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : SourceRules.sources(REPOSITORY)) {
            if (!EXEMPT.contains(file.getFileName().toString())) {
                found.addAll(SourceRules.violations(
                        REPOSITORY.relativize(file).toString(), Files.readAllLines(file, StandardCharsets.UTF_8)));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void noMethodIsLong() throws IOException {
        assertThat(MethodLengths.violations(SourceRules.sources(REPOSITORY))).isEmpty();
    }

    @Test
    void everyLinkOfTheDocumentationLeadsToAFile() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path document : MarkdownLinks.documents(REPOSITORY)) {
            broken.addAll(MarkdownLinks.broken(document));
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void noDocumentHasTheMarksOfAnUnfinishedMerge() throws IOException {
        for (Path document : MarkdownLinks.documents(REPOSITORY)) {
            assertThat(Files.readAllLines(document, StandardCharsets.UTF_8))
                    .as(document.toString())
                    .noneMatch(line -> line.startsWith("<<<<<<< ") || line.startsWith(">>>>>>> "));
        }
    }

    @Test
    void theRulesSeeTheirOwnSources() throws IOException {
        assertThat(SourceRules.sources(REPOSITORY)).anyMatch(file -> file.endsWith("SourceRules.java"));
    }

    @Test
    void everyPackageSaysWhatItIs() throws IOException {
        assertThat(SourceRules.foldersWithoutPackageInfo(SourceRules.sources(REPOSITORY)))
                .isEmpty();
    }

    @Test
    void aLongFileIsFound() {
        List<String> lines = new ArrayList<>(List.of("package a;"));
        lines.addAll(Collections.nCopies(SourceRules.MAX_LINES, ""));
        assertThat(SourceRules.violations("A.java", lines)).containsExactly("A.java: 401 lines, more than 400");
    }

    @Test
    void aWildcardImportIsFound() {
        assertThat(SourceRules.violations("A.java", List.of("package a;", "import java.util.*;")))
                .containsExactly("A.java:2: wildcard import");
    }

    @Test
    void workLeftForLaterIsFound() {
        assertThat(SourceRules.violations("A.java", List.of("package a;", "// TO" + "DO: later", "// FIX" + "ME")))
                .containsExactly("A.java:2: work left for later", "A.java:3: work left for later");
    }

    @Test
    void anAuthorAPathAndALicenceHeaderAreFound() {
        assertThat(SourceRules.violations("A.java", List.of("// header", " * @author x", "\"/wor" + "k/data\"")))
                .containsExactly(
                        "A.java:1: the first line is not the package",
                        "A.java:2: author tag",
                        "A.java:3: path of one machine");
    }

    @Test
    void aFolderWithoutPackageInfoIsFound(@TempDir Path folder) throws IOException {
        Path source = Files.createDirectories(folder.resolve("src/main/java/a")).resolve("A.java");
        assertThat(SourceRules.foldersWithoutPackageInfo(List.of(source))).containsExactly(source.getParent());
        Files.createFile(source.resolveSibling("package-info.java"));
        assertThat(SourceRules.foldersWithoutPackageInfo(List.of(source))).isEmpty();
    }

    @Test
    void aLongMethodIsFound(@TempDir Path folder) throws IOException {
        String statements = "        i++;\n".repeat(MethodLengths.MAX_LINES - 1);
        Path source = Files.writeString(
                folder.resolve("Long.java"),
                "class Long {\n    void fits() {}\n    void grows(int i) {\n" + statements + "    }\n}\n");
        assertThat(MethodLengths.violations(List.of(source))).containsExactly("Long.java:3: grows, 51 lines");
    }

    @Test
    void aLinkToNowhereIsFound(@TempDir Path folder) throws IOException {
        Path document = Files.writeString(
                folder.resolve("a.md"), "[here](a.md#top) [web](https://example.org) [gone](b/missing.md)");
        assertThat(MarkdownLinks.broken(document)).containsExactly("a.md: b/missing.md");
    }
}
