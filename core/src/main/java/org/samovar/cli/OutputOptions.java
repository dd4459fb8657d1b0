package org.samovar.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.samovar.geometry.UserError;
import org.samovar.image.io.Labels;
import org.samovar.image.io.Overlays;
import org.samovar.io.AtomicFiles;
import picocli.CommandLine.Option;

/** Where results go: a label image or JSON by the ending, or a folder for all of them and an overlay. */
final class OutputOptions {
    /** Objects that are printed one by one. */
    private static final int LISTED = 20;

    private static final List<String> LABELS = List.of(".tif", ".tiff", ".png");
    /** What looks like a file of another format; a folder may be called {@code run.2}. */
    private static final Pattern ENDING = Pattern.compile("\\.\\p{Alpha}\\w*$");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            required = true,
            description = {
                "A folder for everything, or a file:",
                ".tif or .png for the label image, .json for the objects."
            })
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the verb
    private Path out;

    /** What is written, by the ending of its name. */
    private enum Form {
        OBJECTS,
        LABELS,
        FOLDER
    }

    private Form form() {
        String name = String.valueOf(out.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return Form.OBJECTS;
        }
        if (LABELS.stream().anyMatch(name::endsWith)) {
            return Form.LABELS;
        }
        if (!Files.isDirectory(out)
                && (Files.exists(out) || ENDING.matcher(name).find())) {
            throw new UserError(
                    "Cannot write to " + out + ": its ending is none of .tif, .png and .json.",
                    "For a folder, take a name without an ending, or make the folder first.");
        }
        return Form.FOLDER;
    }

    /**
     * Refuses what cannot be written to before anything is computed.
     *
     * @param image that is segmented, which no result may take the place of
     */
    void check(Path image) {
        Path file = form() == Form.FOLDER ? out.resolve(stem(image) + ".json") : out;
        AtomicFiles.requireWritable(file);
        AtomicFiles.requireOther(file, image);
    }

    /** Writes a result, and prints what was written. */
    void write(Findings result, Console console) {
        switch (form()) {
            case OBJECTS -> AtomicFiles.writeText(out, result.json());
            case LABELS -> Labels.write(result.labels(), out);
            case FOLDER -> writeAll(result, out);
        }
        console.print("Wrote " + (form() == Form.FOLDER ? "labels, overlay and scores to " : "") + out);
        result.objects().stream()
                .limit(LISTED)
                .forEach(object -> console.print(String.format(
                        Locale.ROOT,
                        "object %d: %d pixels, score %.3f",
                        object.id(),
                        object.mask().area(),
                        object.score())));
        int more = result.objects().size() - LISTED;
        if (more > 0) {
            console.print("and " + more + " more");
        }
    }

    /** Label image, overlay and objects in a folder, under the name of the image. */
    static void writeAll(Findings result, Path folder) {
        List<Path> files = results(result.file(), folder);
        Labels.write(result.labels(), files.get(0));
        Overlays.write(result.image(), result.labels(), files.get(1));
        AtomicFiles.writeText(files.get(2), result.json());
    }

    /** Where {@link #writeAll} puts labels, overlay and objects. */
    static List<Path> results(Path image, Path folder) {
        String stem = stem(image);
        return List.of(
                folder.resolve(stem + "-labels.tif"),
                folder.resolve(stem + "-overlay.png"),
                folder.resolve(stem + ".json"));
    }

    private static String stem(Path image) {
        return String.valueOf(image.getFileName()).replaceFirst("\\.[^.]*$", "");
    }
}
