package org.samovar.fiji.installed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most memory that this program has had, the engine's included. */
public final class Peak {
    private static final Path STATUS = Path.of("/proc/self/status");

    private Peak() {}

    /** Of physical memory; on systems that do not tell, of Java's own. Macros call it. */
    public static String megabytes() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return Long.toString(Runtime.getRuntime().totalMemory() >> 20);
        }
        String peak = Files.readAllLines(STATUS, StandardCharsets.US_ASCII).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .findFirst()
                .orElseThrow();
        return Long.toString(Long.parseLong(peak.replaceAll("\\D", "")) >> 10);
    }
}
