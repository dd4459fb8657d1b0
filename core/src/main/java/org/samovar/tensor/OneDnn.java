package org.samovar.tensor;

import ai.djl.Model;
import ai.djl.engine.EngineException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Linear layers by oneDNN itself, with an activation in the same pass, and attention made of them. For float32 on an x86 CPU that is faster than the product that libtorch
 * chooses (docs/adr/0007). It has no gradient, and builds of libtorch for other processors lack it.
 */
final class OneDnn {
    /** Below so many values of the input, looking up the kernel takes longer than it saves. */
    private static final long WORTHWHILE = 1 << 16;

    private static final Optional<Model> MODEL = load();

    private OneDnn() {}

    private static Optional<Model> load() {
        try {
            return Optional.of(Engine.load("onednn.torchscript"));
        } catch (EngineException e) {
            return Optional.empty(); // the operator is unknown to this build
        }
    }

    /** Whether it can do the product of a scope's tensor with a weight, and is faster. */
    static boolean suits(Tensor x, Tensor weight) {
        Scope scope = Scope.current();
        return MODEL.isPresent()
                && Scope.infersOnCpu()
                && scope.precision() == Precision.FLOAT32
                && x.type() == DType.FLOAT32
                && weight.type() == DType.FLOAT32
                && Arrays.stream(x.shape()).reduce(1, (a, b) -> a * b) >= WORTHWHILE;
    }

    /** @param method of {@code onednn.torchscript} */
    static Tensor run(String method, Object... arguments) {
        return Engine.one(MODEL.orElseThrow(), method, arguments);
    }
}
