package org.samovar.predict.slide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.samovar.geometry.UserError;
import org.samovar.io.AtomicFiles;
import org.samovar.io.JsonFiles;
import org.samovar.io.RecordJson;

/**
 * The folder of a run over a slide: {@code run.json} says what it does, {@code tiles} has what is done of it, and the results are beside.
 *
 * @param path of the folder, which need not be there
 */
public record SlideFolder(Path path) {
    private static final String JOB = "run.json";
    private static final String TILES = "tiles";

    /** How far a run has come. */
    public enum State {
        /** There is none yet. */
        NEW,
        /** It was stopped. */
        STOPPED,
        /** All is there. */
        DONE
    }

    public Path objects() {
        return path.resolve("objects.geojson");
    }

    public Path labels() {
        return path.resolve("labels.ome.zarr");
    }

    public Path tiff() {
        return path.resolve("labels.tif");
    }

    /** Where the tiles are that are done. */
    public Path tiles() {
        return path.resolve(TILES);
    }

    /**
     * Enters a run, and removes results that are made again from the tiles.
     *
     * @throws UserError when the folder has something else in it, or a run that is another one, or it cannot be written
     */
    public State begin(SlideJob job) {
        State state = enter(job);
        try {
            if (state == State.STOPPED) {
                for (Path result : List.of(objects(), labels(), tiff())) {
                    remove(result);
                }
            }
            return state;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Enters a run of which others may be at work on the same folder, for tiles alone.
     *
     * @throws UserError as {@link #begin} does
     */
    public State enter(SlideJob job) {
        Path file = path.resolve(JOB);
        try {
            if (!Files.exists(file)) {
                requireEmpty();
                Files.createDirectories(tiles()); // NB: first, as a run without tiles is one that is done
                AtomicFiles.writeText(file, RecordJson.write(job).toString());
                return State.NEW;
            }
        } catch (IOException e) {
            throw failed(e);
        }
        SlideJob there = RecordJson.read(JsonFiles.read(file), SlideJob.class, file.toString());
        if (!there.equals(job)) {
            throw new UserError(
                    path + " has a run of another kind: " + difference(there, job) + ".",
                    "Take another folder, or remove this one.");
        }
        return Files.isDirectory(tiles()) ? State.STOPPED : State.DONE;
    }

    private UserError failed(IOException e) {
        return new UserError("Cannot write to " + path + ": " + e.getMessage() + ".", e);
    }

    /** The results are whole: the tiles are removed. @throws UserError when they cannot be */
    public void end() {
        Path gone = path.resolve("." + TILES);
        try {
            Files.move(tiles(), gone); // at once, so that no run goes on with a part of them
            remove(gone);
        } catch (IOException e) {
            throw new UserError("Cannot remove " + tiles() + ": " + e.getMessage() + ".", e);
        }
    }

    private void requireEmpty() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        if (!Files.isDirectory(path)) {
            throw new UserError("Cannot write to " + path + ": it is a file, not a folder.");
        }
        try (Stream<Path> files = Files.list(path)) {
            // others may have begun the same just now
            files.filter(file -> !file.endsWith(TILES)
                            && !String.valueOf(file.getFileName()).contains(JOB))
                    .findFirst()
                    .ifPresent(other -> {
                        throw new UserError(
                                "Cannot write to " + path + ": it has other files, such as " + other.getFileName()
                                        + ".",
                                "Take a folder that is empty or not there yet.");
                    });
        }
    }

    /** The first thing in which two runs differ. */
    private static String difference(SlideJob there, SlideJob here) {
        var theirs = RecordJson.write(there);
        var ours = RecordJson.write(here);
        return Stream.concat(theirs.keySet().stream(), ours.keySet().stream())
                .filter(key -> !String.valueOf(theirs.get(key)).equals(String.valueOf(ours.get(key))))
                .findFirst()
                .map(key -> key + " was " + theirs.get(key) + " and is " + ours.get(key) + " now")
                .orElseThrow();
    }

    private static void remove(Path path) throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> all = Files.walk(path)) {
                for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
