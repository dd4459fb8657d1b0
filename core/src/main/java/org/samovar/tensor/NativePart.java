package org.samovar.tensor;

import ai.djl.util.Utils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * A libtorch that lies in a jar of the class path, to be unpacked.
 *
 * @param version with the day on which it was made
 * @param flavor such as {@code cpu}
 * @param platform such as {@code linux-x86_64}
 */
record NativePart(String version, String flavor, String platform) {
    private static final String DESCRIPTION = "native/lib/pytorch.properties";

    /** What this computer needs. */
    static String thisPlatform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String name = system.startsWith("windows") ? "win" : system.startsWith("mac") ? "osx" : "linux";
        String processor = System.getProperty("os.arch", "");
        return name + "-" + (processor.equals("amd64") ? "x86_64" : processor);
    }

    /** The first one for this computer. */
    static Optional<NativePart> ofThisComputer() {
        return all().stream()
                .filter(part -> part.platform.equals(thisPlatform()))
                .findFirst();
    }

    /** All that are there, for whichever computer. */
    static List<NativePart> all() {
        List<NativePart> parts = new ArrayList<>();
        try {
            for (URL place : Collections.list(NativePart.class.getClassLoader().getResources(DESCRIPTION))) {
                Properties facts = new Properties();
                try (InputStream in = place.openStream()) {
                    facts.load(in);
                }
                parts.add(new NativePart(
                        facts.getProperty("version", ""),
                        facts.getProperty("flavor", ""),
                        facts.getProperty("classifier", "")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parts;
    }

    /** Where it is unpacked to. */
    Path folder() {
        return Utils.getEngineCacheDir("pytorch").resolve(version + "-" + flavor + "-" + platform);
    }
}
