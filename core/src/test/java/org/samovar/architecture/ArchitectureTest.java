package org.samovar.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The compiled classes of core keep the rules of the house. */
class ArchitectureTest {

    private static final String ROOT = "org.samovar";

    /** Classes of {@code tensor} that may copy or cast with the engine's own methods. Starts empty; each entry needs its reason. */
    private static final Set<String> MAY_COPY_ARRAYS = Set.of();

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages(ROOT);

    @Test
    void theRulesAreAppliedToTheWholeCore() {
        assertThat(MAIN).hasSizeGreaterThan(150);
    }

    @Test
    void packagesUseOnlyThoseAboveThem() {
        Layers.under(ROOT).check(MAIN);
    }

    @Test
    void noTwoPackagesFormACycle() {
        Rules.noPackageCycles(ROOT).check(MAIN);
    }

    @Test
    void modelsDoNotSeeEachOther() {
        Rules.modelsStandApart(ROOT).check(MAIN);
    }

    @Test
    void methodsDoNotSeeEachOther() {
        Rules.methodsStandApart(ROOT).check(MAIN);
    }

    @Test
    void onlyTheTensorPackageSeesTheEngine() {
        Rules.engineOnlyInTensor(ROOT).check(MAIN);
    }

    @Test
    void nothingCallsAnArrayMethodThatCannotBeTrusted() {
        Rules.noUntrustworthyArrayMethods(MAY_COPY_ARRAYS).forEach(rule -> rule.check(MAIN));
    }

    @Test
    void onlyTheCommandLinePrints() {
        Rules.standardStreamsOnlyInCli(ROOT).check(MAIN);
    }

    @Test
    void onlyReadersAndWritersTouchAwt() {
        Rules.awtOnlyInImageIo(ROOT).check(MAIN);
    }

    @Test
    void nothingOpensAWindow() {
        Rules.noWindows().check(MAIN);
    }

    @Test
    void nothingOpensASocket() {
        Rules.noSockets().check(MAIN);
    }

    @Test
    void onlyTheCatalogReachesTheNetwork() {
        Rules.networkOnlyInCatalog(ROOT).check(MAIN);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(Rules.packagesWithoutNullMarked(MAIN, ROOT)).isEmpty();
    }
}
