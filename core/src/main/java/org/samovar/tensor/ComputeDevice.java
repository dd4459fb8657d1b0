package org.samovar.tensor;

import ai.djl.Device;

/** Where tensors live and operators run. */
public record ComputeDevice(Kind kind) {
    /** Kinds of device, in the order of preference. */
    public enum Kind {
        CUDA,
        MPS,
        CPU
    }

    /** The processor. */
    public static final ComputeDevice CPU = new ComputeDevice(Kind.CPU);

    boolean isCpu() {
        return kind == Kind.CPU;
    }

    Device djl() {
        return switch (kind) {
            case CPU -> Device.cpu();
            case CUDA -> Device.gpu();
            case MPS -> Device.of("mps", -1);
        };
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(java.util.Locale.ROOT);
    }
}
