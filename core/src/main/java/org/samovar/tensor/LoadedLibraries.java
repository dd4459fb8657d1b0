package org.samovar.tensor;

import ai.djl.util.Utils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.samovar.geometry.UserError;

/** What is loaded into this process beside Java itself, as far as the system tells: on Linux alone. */
final class LoadedLibraries {
    private static final Path MAPS = Path.of("/proc/self/maps");
    private static final String TORCH = "torch_cpu";

    private LoadedLibraries() {}

    /**
     * Refuses to load a second libtorch from another folder, for that would end the whole program without a word.
     *
     * @throws UserError naming the one that is there
     */
    static void refuseAnotherTorch() {
        Optional<NativePart> own = NativePart.ofThisComputer();
        if (own.isPresent() && Utils.getEnvOrSystemProperty("PYTORCH_LIBRARY_PATH") == null) {
            Path folder = real(own.get().folder());
            torch().filter(loaded -> !loaded.startsWith(folder)).ifPresent(loaded -> {
                throw EngineTrouble.another(loaded.toString(), null);
            });
        }
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException notThere) {
            return folder;
        }
    }

    /** The libtorch that is loaded. */
    static Optional<Path> torch() {
        if (!Files.isReadable(MAPS)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(MAPS)) {
            return files(lines.toList()).stream()
                    .filter(file -> file.getFileName().toString().contains(TORCH))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty(); // it is a help, not a need
        }
    }

    /** The files of the lines of a {@code maps} file, whose sixth column is a path. */
    static List<Path> files(List<String> maps) {
        return maps.stream()
                .map(line -> line.split(" +", 6))
                .filter(columns -> columns.length == 6 && columns[5].startsWith("/"))
                .map(columns -> Path.of(columns[5]))
                .distinct()
                .toList();
    }
}
