package org.samovar.train.data;

/** Which part of a dataset an item belongs to. */
public enum Split {
    /** What the optimiser sees. */
    TRAIN,
    /** Held out of the training items of the folder: every tenth by the order of their hashes; chooses the best checkpoint. */
    VALIDATION,
    /** What figures are reported on; never looked at in training. */
    TEST
}
