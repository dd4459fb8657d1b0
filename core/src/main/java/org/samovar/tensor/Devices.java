package org.samovar.tensor;

import java.util.Optional;

/** Finds out which devices of this machine work. */
public final class Devices {
    /**
     * A device that works, and one line on why it is not the one that was asked for.
     *
     * @param device to use
     * @param note for the user; absent where the wish was met
     */
    public record Resolved(ComputeDevice device, Optional<String> note) {}

    private Devices() {}

    /** The device for a choice: the one asked for where it works, otherwise the CPU and a note that says why. */
    public static Resolved resolve(DeviceChoice choice) {
        return switch (choice) {
            case CPU -> met(ComputeDevice.CPU);
            case CUDA -> orCpu(ComputeDevice.Kind.CUDA);
            case MPS -> orCpu(ComputeDevice.Kind.MPS);
            case AUTO -> {
                for (ComputeDevice.Kind kind : ComputeDevice.Kind.values()) {
                    if (DeviceProbe.problem(kind).isEmpty()) {
                        yield met(new ComputeDevice(kind));
                    }
                }
                yield met(ComputeDevice.CPU);
            }
        };
    }

    private static Resolved met(ComputeDevice device) {
        return new Resolved(device, Optional.empty());
    }

    private static Resolved orCpu(ComputeDevice.Kind kind) {
        Optional<String> problem = DeviceProbe.problem(kind);
        if (problem.isEmpty()) {
            return met(new ComputeDevice(kind));
        }
        String wish = kind == ComputeDevice.Kind.CUDA ? "CUDA" : "MPS";
        return new Resolved(
                ComputeDevice.CPU, Optional.of(wish + " cannot be used (" + problem.get() + "); using the CPU."));
    }
}
