package org.samovar.fiji;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules of this module, beside those of the house, which core's tests apply to all sources. */
class ArchitectureTest {
    private static final String ROOT = "org.samovar.fiji";
    private static final int LONGEST_COMMAND = 150;

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages(ROOT);

    @Test
    void packagesUseOnlyThoseBelowThem() {
        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("model")
                .definedBy(ROOT + ".model..")
                .layer("convert")
                .definedBy(ROOT + ".convert..")
                .layer("job")
                .definedBy(ROOT + ".job..")
                .layer("object")
                .definedBy(ROOT + ".object..")
                .layer("tool")
                .definedBy(ROOT + ".tool..")
                .layer("manager")
                .definedBy(ROOT + ".manager..")
                .layer("start")
                .definedBy(ROOT + ".start..")
                .layer("command")
                .definedBy(ROOT + ".command..")
                .layer("plain")
                .definedBy(ROOT + ".plain..")
                .layer("script")
                .definedBy(ROOT + ".script..")
                .whereLayer("script")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("plain")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("start")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("start")
                .mayNotAccessAnyLayer()
                .whereLayer("manager")
                .mayOnlyBeAccessedByLayers("command")
                .whereLayer("tool")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("command")
                .mayOnlyBeAccessedByLayers("plain")
                .whereLayer("job")
                .mayOnlyBeAccessedByLayers("command", "plain", "tool", "script", "manager")
                .whereLayer("object")
                .mayOnlyBeAccessedByLayers("tool")
                .whereLayer("convert")
                .mayOnlyBeAccessedByLayers("job", "object", "tool", "script")
                .whereLayer("model")
                .mayOnlyBeAccessedByLayers("job", "command", "tool", "script", "manager")
                .ensureAllClassesAreContainedInArchitecture()
                .check(MAIN);
    }

    @Test
    void noTwoPackagesFormACycle() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void whatAsksModelsKnowsNoImageJ() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ij..", "org.scijava..", "java.awt..")
                .check(MAIN);
    }

    @Test
    void onlyCommandsAndScriptsKnowSciJava() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".command..", ROOT + ".plain..", ROOT + ".script..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.scijava..")
                .check(MAIN);
    }

    @Test
    void networksAndTheEngineStayInCore() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.djl..", "org.samovar.nn..", "org.samovar.checkpoint..", "org.samovar.cli..")
                .check(MAIN);
    }

    @Test
    void nothingPrints() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(MAIN);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(MAIN.getPackage(ROOT).getSubpackages())
                .hasSize(10)
                .allMatch(candidate -> candidate.isAnnotatedWith("org.jspecify.annotations.NullMarked"));
    }

    @Test
    void commandsAreThin() throws IOException {
        Path folder = Path.of("src/main/java/org/samovar/fiji/command");
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> sources = files.toList();
            assertThat(sources).hasSizeGreaterThan(3);
            for (Path source : sources) {
                assertThat(Files.readAllLines(source)).as(source.toString()).hasSizeLessThan(LONGEST_COMMAND);
            }
        }
    }
}
