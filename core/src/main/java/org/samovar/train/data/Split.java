package org.samovar.train.data;

import java.util.Locale;

/** Which part of a dataset an item belongs to. */
public enum Split {
    /** What the optimiser sees. */
    TRAIN,
    /** Held out of the training items of the folder: every tenth by the order of their hashes; chooses the best checkpoint. */
    VALIDATION,
    /** What figures are reported on; never looked at in training. */
    TEST;

    /** As the command line takes it and reports name it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
