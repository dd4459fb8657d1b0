package org.samovar.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The real libraries that {@code tools/test_libraries.sh} fetches before Maven runs. */
public final class TestLibraries {
    private static final Path FOLDER = Path.of("target", "test-libraries").toAbsolutePath();

    private TestLibraries() {}

    /** The jar of Bio-Formats 6.7.0; the test is skipped where it could not be had. */
    public static Path bioFormats() {
        return required(FOLDER.resolve("bioformats_jar/bioformats_package.jar"));
    }

    /** OpenSlide 4.0.1 for this computer; the test is skipped where it could not be had. */
    public static Path openSlide() {
        Path folder = FOLDER.resolve("openslide_bin");
        return required(List.of("libopenslide.so.1", "libopenslide.1.dylib", "libopenslide-1.dll").stream()
                .map(folder::resolve)
                .filter(Files::exists)
                .findFirst()
                .orElse(folder));
    }

    private static Path required(Path file) {
        assumeTrue(Files.isRegularFile(file), "needs tools/test_libraries.sh");
        return file;
    }
}
