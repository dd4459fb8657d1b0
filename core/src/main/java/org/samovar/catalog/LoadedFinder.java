package org.samovar.catalog;

import java.util.List;
import java.util.Optional;
import org.samovar.geometry.UserError;
import org.samovar.predict.semantic.Mirroring;
import org.samovar.predict.slide.FieldSegmenter;
import org.samovar.predict.slide.Joining;

/**
 * A model that finds what is in a picture without a user, whichever way is its own: classes where it was trained for classes, objects by
 * its decoder where it has one, and objects by clicks else. {@link KeptModels#openFinder} opens it.
 */
public final class LoadedFinder implements AutoCloseable {
    private final String name;
    private final String sha256;
    private final FieldSegmenter segmenter;
    private final List<String> classes;
    private final String finds;
    private final Optional<String> note;
    private final Runnable closing;

    private LoadedFinder(
            String name,
            String sha256,
            FieldSegmenter segmenter,
            List<String> classes,
            String finds,
            Optional<String> note,
            Runnable closing) {
        this.name = name;
        this.sha256 = sha256;
        this.segmenter = segmenter;
        this.classes = List.copyOf(classes);
        this.finds = finds;
        this.note = note;
        this.closing = closing;
    }

    /** Classes. @param model closed with this @throws UserError when there is a least score, which is about nothing that it does */
    static LoadedFinder of(LoadedSemantic model, Optional<Double> leastScore) {
        refuse(leastScore);
        return new LoadedFinder(
                model.name(),
                model.sha256(),
                FieldSegmenter.of(model.segmenter(Mirroring.NONE)),
                model.spec().classes(),
                "classes",
                model.note(),
                model::close);
    }

    /** Objects. @param model closed with this @throws UserError when there is a least score, and it has a decoder */
    static LoadedFinder of(LoadedModel model, Optional<Double> leastScore) {
        boolean hasDecoder = model.instances().isPresent();
        if (hasDecoder) {
            refuse(leastScore);
        }
        return new LoadedFinder(
                model.name(),
                model.sha256(),
                model.instances()
                        .map(FieldSegmenter::of)
                        .orElseGet(() -> FieldSegmenter.of(model.everything(leastScore))),
                List.of(),
                hasDecoder ? "objects by its decoder" : "objects by clicks",
                model.note(),
                model::close);
    }

    private static void refuse(Optional<Double> leastScore) {
        if (leastScore.isPresent()) {
            throw new UserError(
                    "A least score is about objects that are found by clicks, which this model does not need.");
        }
    }

    /** What users call it: its catalog name, or the name of its file. */
    public String name() {
        return name;
    }

    /** SHA-256 of its file. */
    public String sha256() {
        return sha256;
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
