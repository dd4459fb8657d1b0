package org.samovar.fiji.job;

import org.samovar.evaluate.labels.LabelPair;
import org.samovar.predict.Progress;

/** What is known of label images that were compared so far: a row for each pair, and rows for their parts. */
sealed interface Figures permits ObjectFigures, ClassFigures {
    /** The title of the table with a row for each pair. */
    String SUMMARY = "Samovar Evaluation";

    /** The column that names the result. */
    String IMAGE = "Image";

    /** The column that names the reference. */
    String REFERENCE = "Reference image";

    /**
     * Compares two more.
     *
     * @throws org.samovar.geometry.UserError when they cannot be compared; nothing is added then
     * @throws java.util.concurrent.CancellationException when cancelled
     */
    void add(LabelledPair names, LabelPair labels, Progress progress);

    /** Adds the means over the pairs, with their 95 % intervals. */
    void addMeans();

    /** A row for each pair. */
    FigureTable summary();

    /** A row for each part of each pair. */
    FigureTable details();

    /** What the parts are, as a file is called. */
    String parts();
}
