package org.samovar.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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

    /** Refuses what cannot be written to before anything is computed. */
    void check() {
        String name = String.valueOf(out.getFileName()).toLowerCase(Locale.ROOT);
        boolean isFile = name.endsWith(".json") || LABELS.stream().anyMatch(name::endsWith);
        if (!isFile && Files.isRegularFile(out)) {
            throw new UserError(
                    "Cannot write to " + out + ": it is a file, and its ending says nothing about its form.");
        }
    }

    /** Writes a result, and prints what was written. */
    void write(Findings result, Console console) {
        String name = String.valueOf(out.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            AtomicFiles.writeText(out, result.json());
            console.print("Wrote " + out);
        } else if (LABELS.stream().anyMatch(name::endsWith)) {
            Labels.write(result.labels(), out);
            console.print("Wrote " + out);
        } else {
            writeAll(result, out);
            console.print("Wrote labels, overlay and scores to " + out);
        }
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
        String stem = String.valueOf(result.file().getFileName()).replaceFirst("\\.[^.]*$", "");
        Labels.write(result.labels(), folder.resolve(stem + "-labels.tif"));
        Overlays.write(result.image(), result.labels(), folder.resolve(stem + "-overlay.png"));
        AtomicFiles.writeText(folder.resolve(stem + ".json"), result.json());
    }
}
