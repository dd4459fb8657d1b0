package org.samovar.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * The folder {@code shared} with data sets and golden outputs, which lies beside the checkout or above it. Tests that need
 * it are skipped where it is absent.
 */
public final class Shared {
    private Shared() {}

    /** The folder, found by walking up from the working directory. */
    public static Optional<Path> find() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path shared = at.resolve("shared");
            if (Files.isRegularFile(shared.resolve("DESIGN.md"))) {
                return Optional.of(shared);
            }
        }
        return Optional.empty();
    }

    /** A file or folder in it; the test is skipped where it does not exist. */
    public static Path require(String first, String... more) {
        Optional<Path> path = find().map(shared -> shared.resolve(Path.of(first, more)));
        Assumptions.assumeTrue(path.isPresent() && Files.exists(path.get()), "needs shared/" + Path.of(first, more));
        return path.orElseThrow();
    }
}
