package org.samovar.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;

/** The order of the packages: each may use those above it in this list, never one below. */
final class Layers {

    private static final List<String> TOP_TO_BOTTOM = List.of(
            "geometry",
            "io",
            "image",
            "image.io",
            "prompt",
            "metric",
            "tensor",
            "checkpoint",
            "nn",
            "model",
            "model.sam",
            "model.mobilesam",
            "model.sam2",
            "memory",
            "method",
            "predict",
            "train",
            "evaluate",
            "catalog",
            "cli");

    private Layers() {}

    /** The layers under {@code root}; one that has no class yet is no error, a class in no layer is. */
    static ArchRule under(String root) {
        LayeredArchitecture architecture =
                layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
        for (String layer : TOP_TO_BOTTOM) {
            architecture = architecture.optionalLayer(layer).definedBy(members(root, layer));
        }
        for (int i = 0; i < TOP_TO_BOTTOM.size(); i++) {
            List<String> below = TOP_TO_BOTTOM.subList(i + 1, TOP_TO_BOTTOM.size());
            architecture = below.isEmpty()
                    ? architecture.whereLayer(TOP_TO_BOTTOM.get(i)).mayNotBeAccessedByAnyLayer()
                    : architecture
                            .whereLayer(TOP_TO_BOTTOM.get(i))
                            .mayOnlyBeAccessedByLayers(below.toArray(String[]::new));
        }
        return architecture.ensureAllClassesAreContainedInArchitecture();
    }

    /** The classes of a layer: its package and what lies in it, less the layers named inside it. */
    private static DescribedPredicate<JavaClass> members(String root, String layer) {
        String[] inner = TOP_TO_BOTTOM.stream()
                .filter(other -> other.startsWith(layer + "."))
                .map(other -> root + "." + other + "..")
                .toArray(String[]::new);
        DescribedPredicate<JavaClass> own = resideInAnyPackage(root + "." + layer + "..");
        return inner.length == 0 ? own : own.and(not(resideInAnyPackage(inner)));
    }
}
