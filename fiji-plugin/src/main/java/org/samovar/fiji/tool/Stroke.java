package org.samovar.fiji.tool;

/** What a drag of the mouse draws. */
enum Stroke {
    BOX("Box"),
    SCRIBBLE("Scribble"),
    LASSO("Lasso");

    private final String label;

    Stroke(String label) {
        this.label = label;
    }

    /** What users read. */
    String label() {
        return label;
    }
}
