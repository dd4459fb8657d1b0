package org.samovar.catalog.training;

import org.samovar.train.data.LabelKind;

/** What a trained file is good for. */
public enum Aim {
    /** It answers prompts. */
    PROMPTS(LabelKind.INSTANCES),
    /** It finds all objects by a decoder of instances, and answers prompts. */
    OBJECTS(LabelKind.INSTANCES),
    /** It finds classes without prompts. */
    CLASSES(LabelKind.CLASSES),
    /** It finds the classes of a support set. */
    EXAMPLES(LabelKind.CLASSES);

    private final LabelKind labels;

    Aim(LabelKind labels) {
        this.labels = labels;
    }

    /** What the numbers of labels are taken for where nobody says what they are. */
    public LabelKind labels() {
        return labels;
    }
}
