package org.samovar.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.samovar.geometry.UserError;
import org.samovar.io.AtomicFiles;

/** The folder that a run writes to; it need not be there yet. */
public record RunFolder(Path path) {
    static final String STATE = "state.safetensors";
    static final String BEST = "best.safetensors";
    static final String LAST = "last.safetensors";

    /** All that going on needs; there as soon as anything was saved. */
    public Path state() {
        return path.resolve(STATE);
    }

    /** The weights with the best score on held-out data so far; the last ones where nothing is held out. */
    public Path best() {
        return path.resolve(BEST);
    }

    /** Whether there is a run that can go on. */
    public boolean hasRun() {
        return Files.exists(state());
    }

    /**
     * Refuses a folder where a new run would write over the weights of another one, or nothing can be written.
     *
     * @throws UserError naming what is in the way
     */
    public void requireFree() {
        AtomicFiles.requireWritable(best());
        Stream.of(STATE, BEST, LAST)
                .map(path::resolve)
                .filter(Files::exists)
                .findFirst()
                .ifPresent(file -> {
                    throw new UserError(
                            "There is a run in " + path + " already: " + file.getFileName() + ".",
                            "Choose another folder for the new one.");
                });
    }
}
