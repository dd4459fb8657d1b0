package org.samovar.fiji.job;

import java.util.Optional;
import org.samovar.train.data.LabelKind;

/** What the numbers of label images mean. */
public enum LabelMeaning implements Labelled {
    /** What the description of the folder says, or else what the system learns from. */
    AUTO("auto", Optional.empty()),
    /** Each object has a number of its own. */
    OBJECTS("objects", Optional.of(LabelKind.INSTANCES)),
    /** Each number is a class. */
    CLASSES("classes", Optional.of(LabelKind.CLASSES)),
    /** All that has a number is one class. */
    FOREGROUND("foreground", Optional.of(LabelKind.BINARY));

    private final String label;
    private final Optional<LabelKind> kind;

    LabelMeaning(String label, Optional<LabelKind> kind) {
        this.label = label;
        this.kind = kind;
    }

    @Override
    public String label() {
        return label;
    }

    /** Empty for {@link #AUTO}. */
    Optional<LabelKind> kind() {
        return kind;
    }
}
