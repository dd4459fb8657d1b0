package org.samovar.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The most memory that this process ever held. */
final class PeakMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";

    private PeakMemory() {}

    /** In GiB; empty where the system does not tell. */
    static Optional<Double> find() {
        if (!Files.isReadable(STATUS)) {
            return Optional.empty();
        }
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(PEAK))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / (double) (1 << 20))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
