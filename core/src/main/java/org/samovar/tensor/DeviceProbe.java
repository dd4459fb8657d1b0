package org.samovar.tensor;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tries devices; each kind once, as neither the machine nor the engine changes while a program runs. */
final class DeviceProbe {
    private static final Map<ComputeDevice.Kind, Optional<String>> PROBLEMS = new ConcurrentHashMap<>();

    private DeviceProbe() {}

    /** Why a kind of device cannot be used, in a few words; empty where it can. */
    static Optional<String> problem(ComputeDevice.Kind kind) {
        return PROBLEMS.computeIfAbsent(kind, DeviceProbe::examine);
    }

    private static Optional<String> examine(ComputeDevice.Kind kind) {
        EngineStart.require();
        return switch (kind) {
            case CPU -> Optional.empty();
            case CUDA -> Engine.hasFeature("CUDA")
                    ? attempt(new ComputeDevice(kind))
                    : Optional.of("the engine found no NVIDIA GPU, or is its build for CPUs");
            case MPS -> System.getProperty("os.name", "")
                            .toLowerCase(Locale.ROOT)
                            .contains("mac")
                    ? attempt(new ComputeDevice(kind))
                    : Optional.of("only Apple computers have it");
        };
    }

    /** A sum on the device, read back: a device can be listed and still refuse to work. */
    private static Optional<String> attempt(ComputeDevice device) {
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            Tensor one = Tensors.to(Tensors.full(1, 1), device);
            float[] sum = Tensors.to(Ops.add(one, one), ComputeDevice.CPU).toFloats();
            return sum[0] == 2 ? Optional.empty() : Optional.of("it calculates wrongly");
        } catch (RuntimeException | LinkageError e) {
            String message = String.valueOf(e.getMessage());
            return Optional.of(message.lines().findFirst().orElse("it failed"));
        }
    }
}
