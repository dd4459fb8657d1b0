package org.samovar.train.data;

/** What the numbers of a label image mean. */
public enum LabelKind {
    /** Each object has its own id. */
    INSTANCES,
    /** Ids of classes; an object is a connected part of one class. */
    CLASSES,
    /** 1 is foreground; an object is a connected part of it. */
    BINARY
}
