package org.samovar.tensor;

import java.util.Locale;

/** What a user may ask for; {@link Devices} makes a device of it. */
public enum DeviceChoice {
    /** The fastest that works: CUDA, then MPS, then the CPU. */
    AUTO,
    /** The processor. */
    CPU,
    /** An NVIDIA GPU. */
    CUDA,
    /** The GPU of an Apple computer. */
    MPS;

    /** As the command line takes it, such as {@code auto}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
