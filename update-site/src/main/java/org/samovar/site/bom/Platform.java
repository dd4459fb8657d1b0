package org.samovar.site.bom;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Kinds of computers that there is a library of the engine for. */
public enum Platform {
    LINUX_X86_64("linux-x86_64", "linux64"),
    LINUX_AARCH64("linux-aarch64", "linux-arm64"),
    OSX_AARCH64("osx-aarch64", "macos-arm64"),
    WIN_X86_64("win-x86_64", "win64");

    private final String classifier;
    private final String ofUpdater;

    Platform(String classifier, String ofUpdater) {
        this.classifier = classifier;
        this.ofUpdater = ofUpdater;
    }

    /** What Maven calls it, and the files of a release. */
    public String classifier() {
        return classifier;
    }

    /** What ImageJ's updater calls it. */
    public String ofUpdater() {
        return ofUpdater;
    }

    /** The one that alone can use a jar; empty for a jar of all platforms. */
    public static Optional<Platform> of(Path jar) {
        String name = jar.getFileName().toString();
        return Stream.of(values())
                .filter(platform -> name.endsWith("-" + platform.classifier + ".jar"))
                .findFirst();
    }

    /** As {@link #classifier}. */
    @Override
    public String toString() {
        return classifier;
    }
}
