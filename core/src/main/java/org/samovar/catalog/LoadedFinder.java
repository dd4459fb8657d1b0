package org.samovar.catalog;

import java.util.List;
import java.util.Optional;
import org.samovar.geometry.UserError;
import org.samovar.predict.semantic.Mirroring;
import org.samovar.predict.slide.FieldSegmenter;
import org.samovar.predict.slide.Joining;
import org.samovar.tensor.DeviceChoice;
import org.samovar.tensor.Precision;

/**
 * A model that finds what is in a picture without a user, whichever way is its own: classes where it was trained for classes, objects by
 * its decoder where it has one, and objects by clicks else. Closing it frees the weights.
 */
public final class LoadedFinder implements AutoCloseable {
    private final ModelSource source;
    private final FieldSegmenter segmenter;
    private final List<String> classes;
    private final String finds;
    private final Optional<String> note;
    private final Runnable closing;

    private LoadedFinder(
            ModelSource source,
            FieldSegmenter segmenter,
            List<String> classes,
            String finds,
            Optional<String> note,
            Runnable closing) {
        this.source = source;
        this.segmenter = segmenter;
        this.classes = List.copyOf(classes);
        this.finds = finds;
        this.note = note;
        this.closing = closing;
    }

    /**
     * Opens a model.
     *
     * @param nameOrFile as in {@link Models#open}
     * @param leastScore of objects that are found by clicks, 0 to 1; empty for what suits the model
     * @throws UserError when there is no such model, its weights are damaged, it needs prompts or examples, or a least score is about nothing
     *     that it does
     */
    public static LoadedFinder open(
            String nameOrFile, DeviceChoice choice, Precision precision, Optional<Double> leastScore) {
        ModelSource source = ModelSource.find(nameOrFile);
        if (ModelPurpose.of(source).uses().contains(ModelUse.CLASSES)) {
            refuse(leastScore);
            LoadedSemantic loaded = Models.openSemantic(source, choice, precision);
            FieldSegmenter segmenter = FieldSegmenter.of(loaded.segmenter(Mirroring.NONE));
            return new LoadedFinder(
                    source, segmenter, loaded.spec().classes(), "classes", loaded.note(), loaded::close);
        }
        LoadedModel loaded = Models.open(source, choice, precision);
        boolean hasDecoder = loaded.instances().isPresent();
        if (hasDecoder) {
            refuse(leastScore);
        }
        FieldSegmenter segmenter = loaded.instances()
                .map(FieldSegmenter::of)
                .orElseGet(() -> FieldSegmenter.of(loaded.everything(leastScore)));
        String finds = hasDecoder ? "objects by its decoder" : "objects by clicks";
        return new LoadedFinder(source, segmenter, List.of(), finds, loaded.note(), loaded::close);
    }

    private static void refuse(Optional<Double> leastScore) {
        if (leastScore.isPresent()) {
            throw new UserError(
                    "A least score is about objects that are found by clicks, which this model does not need.");
        }
    }

    /** What users call it: its catalog name, or the name of its file. */
    public String name() {
        return source.name();
    }

    /** SHA-256 of its file, which is read. */
    public String sha256() {
        return source.sha256();
    }

    public FieldSegmenter segmenter() {
        return segmenter;
    }

    /** When what neighbouring fields found is the same. */
    public Joining joining() {
        return classes.isEmpty() ? Joining.AGREEING : Joining.TOUCHING;
    }

    /** Names of the kinds 1, 2, ...; empty where it finds objects of no kind. */
    public List<String> classes() {
        return classes;
    }

    /** What it looks for, and how. */
    public String finds() {
        return finds;
    }

    /** One line for the user where it does not run on the device that was asked for. */
    public Optional<String> note() {
        return note;
    }

    @Override
    public void close() {
        closing.run();
    }
}
