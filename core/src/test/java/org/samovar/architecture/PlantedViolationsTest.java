package org.samovar.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each rule fails on a violation planted for it, and on nothing else. */
class PlantedViolationsTest {

    private static final String ROOT = "org.samovar.architecture.fixture.";

    private static final Map<String, JavaClasses> IMPORTED = new HashMap<>();

    @Test
    void aLayerThatUsesALowerOneIsFound() {
        assertThat(violations(Layers.under(ROOT + "layers"), "layers"))
                .isNotEmpty()
                .allMatch(line -> line.contains("LooksDown") && line.contains("Below"));
    }

    @Test
    void aClassOutsideOfAllLayersIsFound() {
        assertThat(violations(Layers.under(ROOT + "stray"), "stray")).anyMatch(line -> line.contains("Stray"));
    }

    @Test
    void aPackageCycleIsFound() {
        assertThat(violations(Rules.noPackageCycles(ROOT + "cycle"), "cycle"))
                .singleElement()
                .asString()
                .contains("Left", "Right");
    }

    @Test
    void aModelThatUsesItsSiblingIsFoundUnlessItIsMobileSam() {
        assertThat(violations(Rules.modelsStandApart(ROOT + "siblings"), "siblings"))
                .singleElement()
                .asString()
                .contains("MayNotUseSam");
    }

    @Test
    void aMethodThatUsesItsSiblingIsFound() {
        assertThat(violations(Rules.methodsStandApart(ROOT + "siblings"), "siblings"))
                .singleElement()
                .asString()
                .contains("MayNotUseFirst");
    }

    @Test
    void theEngineOutsideOfTensorIsFound() {
        assertThat(violations(Rules.engineOnlyInTensor(ROOT + "engine"), "engine"))
                .isNotEmpty()
                .allMatch(line -> line.contains("TouchesEngine"));
    }

    @Test
    void scalarOperatorsCopiesAndLossesOfTheEngineAreFound() {
        List<ArchRule> rules = Rules.noUntrustworthyArrayMethods(Set.of());
        assertThat(violations(rules.get(0), "engine"))
                .hasSize(2)
                .anyMatch(line -> line.contains("Doubles.apply"))
                .anyMatch(line -> line.contains("DoublesByReference"));
        assertThat(violations(rules.get(1), "engine"))
                .singleElement()
                .asString()
                .contains("Copies");
        assertThat(violations(rules.get(2), "engine")).isNotEmpty().allMatch(line -> line.contains("Loses"));
    }

    @Test
    void aNamedClassMayCopyArrays() {
        assertThat(violations(
                        Rules.noUntrustworthyArrayMethods(Set.of("Copies")).get(1), "engine"))
                .isEmpty();
    }

    @Test
    void printingIsFound() {
        assertThat(violations(Rules.standardStreamsOnlyInCli(ROOT + "machine"), "machine"))
                .isNotEmpty()
                .allMatch(line -> line.contains("Prints"));
    }

    @Test
    void awtOutsideOfReadersAndWritersIsFound() {
        assertThat(violations(Rules.awtOnlyInImageIo(ROOT + "machine"), "machine"))
                .isNotEmpty()
                .allMatch(line -> line.contains("Paints"));
    }

    @Test
    void aWindowIsFound() {
        assertThat(violations(Rules.noWindows(), "machine"))
                .isNotEmpty()
                .allMatch(line -> line.contains("OpensWindow"));
    }

    @Test
    void aSocketIsFound() {
        assertThat(violations(Rules.noSockets(), "machine")).isNotEmpty().allMatch(line -> line.contains("Listens"));
    }

    @Test
    void theNetworkOutsideOfTheCatalogIsFound() {
        assertThat(violations(Rules.networkOnlyInCatalog(ROOT + "machine"), "machine"))
                .isNotEmpty()
                .allMatch(line -> line.contains("Downloads"));
    }

    @Test
    void aPackageThatIsNotNullMarkedIsFound() {
        assertThat(Rules.packagesWithoutNullMarked(classesUnder("machine"), ROOT + "machine"))
                .contains(ROOT + "machine.unmarked")
                .doesNotContain(ROOT + "machine.marked");
    }

    private static List<String> violations(ArchRule rule, String fixture) {
        return rule.evaluate(classesUnder(fixture)).getFailureReport().getDetails();
    }

    private static JavaClasses classesUnder(String fixture) {
        return IMPORTED.computeIfAbsent(fixture, name -> new ClassFileImporter().importPackages(ROOT + name));
    }
}
