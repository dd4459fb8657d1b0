package org.samovar.fiji.job;

import ij.IJ;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.samovar.catalog.training.TrainingPlan;
import org.samovar.fiji.model.Examples.Labelled;
import org.samovar.geometry.UserError;
import org.samovar.predict.Progress;
import org.samovar.train.RunFolder;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.Description;
import org.samovar.train.data.LabelKind;

/**
 * What a run learns from: a dataset, wherever it is. Of images that nobody described the run keeps a description, and of open ones copies, so that it can go on later with
 * exactly the same.
 *
 * @param datasets the folder around it
 * @param set the name of its folder
 * @param written what was written for the run just now
 */
record LearnedData(Path datasets, String set, Optional<Path> written) {
    private static final String PLACE = "training-data";
    private static final String OPEN = "open-images";

    /**
     * Of a folder.
     *
     * @param run the folder of the run
     * @throws UserError when there is nothing to learn from, or the run learned from another folder of that name
     * @throws java.util.concurrent.CancellationException when cancelled; then nothing is left
     */
    static LearnedData ofFolder(Path folder, TrainingPlan plan, LabelMeaning labels, RunFolder run, Progress progress) {
        Path whole = folder.toAbsolutePath().normalize();
        String name = String.valueOf(whole.getFileName());
        if (!Files.isDirectory(whole)) {
            throw new UserError("There is no folder " + folder + ".");
        }
        if (labels == LabelMeaning.AUTO && Description.isIn(whole)) {
            return new LearnedData(Optional.ofNullable(whole.getParent()).orElse(whole), name, Optional.empty());
        }
        Path place = run.path().resolve(PLACE);
        Path kept = place.resolve(name);
        if (run.hasRun() && Description.isIn(kept)) {
            Path before = Description.images(kept);
            Path now = Description.isIn(whole) ? Description.images(whole) : whole.resolve("images");
            if (!before.equals(now)) {
                throw new UserError(
                        "The run in " + run.path() + " learned from " + before + ", not from " + now + ".",
                        "Choose another folder for the new run.");
            }
            return new LearnedData(place, name, Optional.empty());
        }
        LabelKind kind = kind(labels, plan);
        return make(place, name, kind, into -> Description.write(whole, kind, into, progress));
    }

    /**
     * Of open images. A run that goes on does so with those that it began with.
     *
     * @param open finds the images that are open with their labels
     * @throws UserError when there are none
     * @throws java.util.concurrent.CancellationException when cancelled; then nothing is left
     */
    static LearnedData ofOpen(
            Supplier<List<Labelled>> open, TrainingPlan plan, LabelMeaning labels, RunFolder run, Progress progress) {
        Path place = run.path().resolve(PLACE);
        if (run.hasRun() && Description.isIn(place.resolve(OPEN))) {
            return new LearnedData(place, OPEN, Optional.empty());
        }
        List<Labelled> labelled = open.get();
        if (labelled.isEmpty()) {
            throw new UserError(
                    "No image is open together with its labels.",
                    "Enter a folder to learn from, or open images with label images that are named as"
                            + " \"cells-labels\" for \"cells\".");
        }
        LabelKind kind = kind(labels, plan);
        return make(place, OPEN, kind, into -> {
            ExampleFiles.write(labelled, into, progress);
            Description.write(into, kind, into, progress);
        });
    }

    private static LabelKind kind(LabelMeaning labels, TrainingPlan plan) {
        return labels.kind().orElseGet(() -> plan.aim().labels());
    }

    /** Fills a folder beside its place and moves it there, so that it is whole or not there. */
    private static LearnedData make(Path place, String name, LabelKind kind, Consumer<Path> content) {
        Path folder = place.resolve(name);
        if (Files.exists(folder)) {
            throw new UserError(
                    "There is a folder " + folder + " already, which belongs to no run.",
                    "Delete it, or choose another folder for the run.");
        }
        try {
            Path temporary = Files.createTempDirectory(Files.createDirectories(place), ".part");
            try {
                Path made = Files.createDirectory(temporary.resolve(name));
                content.accept(made);
                Files.move(made, folder);
            } finally {
                delete(temporary);
            }
            if (kind == LabelKind.CLASSES) {
                // a user whose numbers are of objects sees it here
                IJ.log(name + ": each number of the labels is a class: "
                        + String.join(
                                ", ", new TreeMap<>(Dataset.open(folder).info().classes()).values()));
            }
            return new LearnedData(place, name, Optional.of(folder));
        } catch (IOException e) {
            throw new UserError("Cannot write " + folder + ": " + e.getMessage() + ".", e);
        }
    }

    /** Takes away what was written for a run that did not come about. Where that fails it is a line in the log, for something else went wrong before. */
    void discard() {
        written.ifPresent(folder -> {
            try {
                delete(folder);
            } catch (IOException e) {
                IJ.log("Cannot delete " + folder + ": " + e.getMessage() + ".");
            }
        });
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
