package org.samovar.bridge;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of this module, beside those of the house, which core's tests apply to all sources. */
class ArchitectureTest {
    private static final String ROOT = "org.samovar.bridge";

    /** From the lowest up; each may use those before it. */
    private static final List<String> LAYERS =
            List.of("v1", "net", "volume", "work", "plane", "session", "service", "serve");

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages(ROOT);

    private static String[] packages(Stream<String> layers) {
        return layers.map(layer -> ROOT + "." + layer + "..").toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void aPackageUsesOnlyThoseBelowIt(int layer) {
        noClasses()
                .that()
                .resideInAPackage(packages(LAYERS.stream().skip(layer).limit(1))[0])
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(LAYERS.stream().skip(layer + 1L)))
                .allowEmptyShould(true)
                .check(MAIN);
    }

    @Test
    void everyClassIsInALayer() {
        assertThat(MAIN).isNotEmpty();
        noClasses().should().resideOutsideOfPackages(packages(LAYERS.stream())).check(MAIN);
    }

    @Test
    void noTwoPackagesFormACycle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void framesKnowNoSocketsAndNoMoreOfCoreThanItsErrors() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".v1..")
                .should()
                .dependOnClassesThat(describe(
                        "are sockets, or belong to core",
                        type -> type.getPackageName().startsWith("java.net")
                                || type.getPackageName().startsWith("java.nio.channels")
                                || (type.getPackageName().startsWith("org.samovar.")
                                        && !type.getPackageName().startsWith(ROOT)
                                        && !type.getPackageName().equals("org.samovar.geometry"))))
                .check(MAIN);
    }

    @Test
    void onlyTheServerKnowsSockets() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".net..")
                .should()
                .dependOnClassesThat(describe(
                        "are sockets",
                        type -> type.getName().matches("java\\.net\\.\\w*Socket\\w*")
                                || type.getName().matches("java\\.nio\\.channels\\.\\w*SocketChannel")))
                .check(MAIN);
    }

    @Test
    void theEngineStaysInCore() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.djl..", "org.samovar.nn..", "org.samovar.checkpoint..")
                .check(MAIN);
    }

    @Test
    void onlyTheVerbPrintsAndKnowsTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".serve..")
                .should(ACCESS_STANDARD_STREAMS)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("org.samovar.cli..", "picocli..")
                .check(MAIN);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(MAIN.getPackage(ROOT).getSubpackagesInTree().stream()
                        .filter(candidate -> !candidate.getClasses().isEmpty()))
                .hasSizeGreaterThan(1)
                .allMatch(candidate -> candidate.isAnnotatedWith(NullMarked.class));
    }
}
