package org.samovar.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/**
 * The rules of the house. Each takes the package that it rules, so that a planted violation under a fixture package can show that
 * the rule fails.
 */
final class Rules {

    private static final String ND_ARRAY = "ai.djl.ndarray.NDArray";

    /**
     * The engine binds a scalar argument to a Java buffer that it frees at once, while automatic differentiation keeps the pointer:
     * gradients become arbitrary numbers.
     */
    private static final Set<String> WRONG_GRADIENT_WITH_A_NUMBER =
            Set.of("mul", "muli", "div", "divi", "rdiv", "rdivi", "mod", "modi", "pow", "powi", "maximum", "minimum");

    /** These cut the gradient without a word, or end the JVM on a bfloat16 array. */
    private static final Set<String> CUTS_GRADIENT_OR_KILLS =
            Set.of("toType", "duplicate", "softmax", "zerosLike", "onesLike");

    private Rules() {}

    static ArchRule noPackageCycles(String root) {
        return slices().matching(root + ".(**)").should().beFreeOfCycles();
    }

    /** Published networks stand side by side on common decoder parts; MobileSAM alone builds on SAM's own decoder. */
    static ArchRule modelsStandApart(String root) {
        return slices().matching(root + ".model.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        resideInAPackage(root + ".model.mobilesam.."), resideInAPackage(root + ".model.sam.."))
                .ignoreDependency(alwaysTrue(), resideInAPackage(root + ".model.decoder.."))
                .ignoreDependency(resideInAPackage(root + ".model.."), resideInAPackage(root + ".model.decoder.."))
                .allowEmptyShould(true);
    }

    static ArchRule methodsStandApart(String root) {
        return slices().matching(root + ".method.(*)..")
                .should()
                .notDependOnEachOther()
                .allowEmptyShould(true);
    }

    static ArchRule engineOnlyInTensor(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".tensor..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl..")
                .allowEmptyShould(true);
    }

    /**
     * The array methods whose gradient or precision cannot be trusted, everywhere.
     *
     * @param exempt simple names of the classes in {@code tensor} that may call the second group (never a scalar operator)
     */
    static List<ArchRule> noUntrustworthyArrayMethods(Set<String> exempt) {
        ArchRule scalars = noClasses()
                .should()
                .accessTargetWhere(ofArray(WRONG_GRADIENT_WITH_A_NUMBER, true))
                .because("a scalar operator of the engine gives silently wrong gradients; use Ops");
        ArchRule others = noClasses()
                .that(describe("are not exempt", type -> !exempt.contains(type.getSimpleName())))
                .should()
                .accessTargetWhere(ofArray(CUTS_GRADIENT_OR_KILLS, false))
                .because("it cuts the gradient or ends the JVM on bfloat16; use Ops");
        ArchRule training = noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.djl.training.loss..", "ai.djl.training.optimizer..")
                .because("the engine's losses and optimisers differ from PyTorch's; use Ops");
        return List.of(scalars, others, training);
    }

    private static DescribedPredicate<JavaAccess<?>> ofArray(Set<String> names, boolean withNumber) {
        return describe("an NDArray method of " + names, access -> {
            HasName.AndFullName target = access.getTarget();
            return names.contains(target.getName())
                    && access.getTargetOwner().isAssignableTo(ND_ARRAY)
                    && (!withNumber || target.getFullName().contains("java.lang.Number"));
        });
    }

    static ArchRule standardStreamsOnlyInCli(String root) {
        return noClasses().that().resideOutsideOfPackage(root + ".cli..").should(ACCESS_STANDARD_STREAMS);
    }

    static ArchRule awtOnlyInImageIo(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".image.io..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.awt..", "javax.imageio..");
    }

    static ArchRule noWindows() {
        return noClasses()
                .should()
                .dependOnClassesThat(describe(
                        "open windows",
                        type -> type.isAssignableTo("java.awt.Component")
                                || type.isAssignableTo("java.awt.Toolkit")
                                || type.isAssignableTo("java.awt.Robot")
                                || type.getPackageName().startsWith("java.awt.event")
                                || type.getPackageName().startsWith("javax.swing")));
    }

    static ArchRule noSockets() {
        return noClasses()
                .should()
                .dependOnClassesThat(describe(
                        "are sockets or servers",
                        type -> type.getName().matches("java\\.net\\.\\w*Socket\\w*")
                                || type.getName().matches("java\\.nio\\.channels\\.\\w*SocketChannel")
                                || type.getPackageName().startsWith("com.sun.net.httpserver")));
    }

    /** Whoever starts a connection of any kind is in {@code catalog}, so that "offline" is decided in one place. */
    static ArchRule networkOnlyInCatalog(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".catalog..")
                .should()
                .dependOnClassesThat(describe(
                        "open network connections",
                        type -> type.getName().matches("java\\.net\\.\\w*URLConnection")
                                || type.getPackageName().startsWith("java.net.http")));
    }

    /** The packages under {@code root} that hold a class and do not say {@code @NullMarked} in a package-info. */
    static List<String> packagesWithoutNullMarked(JavaClasses classes, String root) {
        return classes.getPackage(root).getSubpackagesInTree().stream()
                .filter(candidate -> !candidate.getClasses().isEmpty())
                .filter(candidate -> !candidate.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .sorted()
                .toList();
    }
}
