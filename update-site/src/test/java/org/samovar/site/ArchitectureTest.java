package org.samovar.site;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of this module, beside those of the house, which core's tests apply to all sources. */
class ArchitectureTest {
    private static final String ROOT = "org.samovar.site";

    /** From the lowest up; each may use those before it. */
    private static final List<String> LAYERS = List.of("bom", "notice", "updater", "release", "tool");

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aPackageUsesOnlyThoseBelowIt(int layer) {
        assertThat(MAIN).isNotEmpty();
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + LAYERS.get(layer) + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(LAYERS.stream()
                        .skip(layer + 1L)
                        .map(above -> ROOT + "." + above + "..")
                        .toArray(String[]::new))
                .check(MAIN);
    }

    @Test
    void whatMakesSitesNeedsNothingOfTheEngine() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.djl..", "org.samovar.tensor..", "org.samovar.model..", "org.samovar.predict..")
                .check(MAIN);
    }
}
