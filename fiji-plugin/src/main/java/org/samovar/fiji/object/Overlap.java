package org.samovar.fiji.object;

/** Who has the pixels that a new object and earlier ones of its plane would share. */
public enum Overlap {
    /** Nobody loses any: each object keeps its whole mask, and in label images the earlier one has the pixel. */
    NEVER_OVERWRITE("Never overwrite"),
    /** The earlier ones: the new object gets what is background. */
    FILL_BACKGROUND("Fill background"),
    /** The new one: the earlier ones lose them. */
    OVERWRITE("Overwrite");

    private final String label;

    Overlap(String label) {
        this.label = label;
    }

    /** What users read. */
    public String label() {
        return label;
    }
}
