package org.samovar.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
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
    private static final String ROOT = "org.samovar.spark";
    private static final String SPARK = "org.apache.spark..";

    /** From the lowest up; each may use those before it. */
    private static final List<String> LAYERS = List.of("table", "work", "job", "verb");

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages(ROOT);

    private static String[] packages(Stream<String> layers) {
        return layers.map(layer -> ROOT + "." + layer + "..").toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aPackageUsesOnlyThoseBelowIt(int layer) {
        noClasses()
                .that()
                .resideInAnyPackage(packages(LAYERS.stream().skip(layer).limit(1)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(LAYERS.stream().skip(layer + 1L)))
                .check(MAIN);
    }

    @Test
    void everyClassIsInALayer() {
        assertThat(MAIN).isNotEmpty();
        noClasses().should().resideOutsideOfPackages(packages(LAYERS.stream())).check(MAIN);
    }

    @Test
    void tablesAndTheVerbKnowNoSparkSoThatTheCommandLineStartsWithoutIt() {
        noClasses()
                .that()
                .resideInAnyPackage(packages(Stream.of("table", "verb")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(SPARK)
                .check(MAIN);
    }

    @Test
    void nothingOfScalaIsUsedWhichChangesWithEachOfItsVersions() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("scala..").check(MAIN);
    }

    @Test
    void theEngineStaysInCore() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.djl..", "org.samovar.nn..", "org.samovar.checkpoint..", "org.samovar.tensor..")
                .check(MAIN);
    }

    @Test
    void nothingPrintsButByTheStreamsOfTheVerb() {
        noClasses().should(ACCESS_STANDARD_STREAMS).check(MAIN);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(MAIN.getPackage(ROOT).getSubpackages())
                .hasSize(LAYERS.size())
                .allMatch(candidate -> candidate.isAnnotatedWith(NullMarked.class));
    }
}
