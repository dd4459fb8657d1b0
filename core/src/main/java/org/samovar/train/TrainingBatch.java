package org.samovar.train;

/** What one iteration learns from. */
sealed interface TrainingBatch permits Batch, ClipBatch {
    /** Number of images or frames. */
    int images();

    /** Side of the views in pixels. */
    int size();
}
