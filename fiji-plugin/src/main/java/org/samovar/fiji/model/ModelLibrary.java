package org.samovar.fiji.model;

import java.util.List;
import org.samovar.train.Trainer;
import org.samovar.train.TrainingListener;

/** Where models come from. */
public interface ModelLibrary {
    /** The names of the models that can be opened without a download, the default first; never empty. */
    List<String> names();

    /**
     * Opens a model; this may take seconds.
     *
     * @param name one of {@link #names()}, or the path of a file of weights
     * @throws org.samovar.geometry.UserError when there is no such model or its file is damaged
     */
    Segmenter open(String name);

    /**
     * Opens a system that finds classes without prompts; this may take seconds.
     *
     * @param name of a file in the store, or the path of any
     * @throws org.samovar.geometry.UserError when there is no such file, or it is of another kind
     */
    ClassFinder openSystem(String name);

    /**
     * Opens a model that finds classes by examples; this may take seconds.
     *
     * @param name one of {@link #names()}, or the path of a file of weights
     * @throws org.samovar.geometry.UserError when there is no such file, or it is of another kind
     */
    SupportFinder openSupport(String name);

    /**
     * Trains until the budget of the run is used or the thread is interrupted, and leaves the thread without an interrupt.
     *
     * @throws org.samovar.geometry.UserError when weights, data or the state of an earlier run cannot be used, or the training goes wrong
     */
    Trainer.Outcome train(TrainingRun run, TrainingListener listener);

    /**
     * The SHA-256 of a model's file, 64 hexadecimal digits; the file is read from end to end.
     *
     * @param name as for the other methods
     * @throws org.samovar.geometry.UserError when there is no such model
     */
    String sha256(String name);

    /** Lines about engine, device, memory and models, with a timed encode; this may take seconds. */
    List<String> check();
}
