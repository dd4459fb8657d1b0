package org.samovar.tensor;

import java.util.Arrays;
import java.util.Locale;
import org.samovar.geometry.UserError;

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

    /**
     * The choice with this name, in any case.
     *
     * @throws UserError naming the choices
     */
    public static DeviceChoice of(String name) {
        return Arrays.stream(values())
                .filter(choice -> choice.toString().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new UserError("There is no device '" + name + "': use auto, cpu, cuda or mps."));
    }

    /** As the command line takes it, such as {@code auto}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
