package org.samovar.fiji.job;

/** What <i>Manage Models</i> does. */
public enum ModelAction implements Labelled {
    /** Opens a window for a person; in macros and without a display the same as the list. */
    SHOW("Show"),
    LIST("List"),
    DOWNLOAD("Download"),
    IMPORT("Import"),
    DELETE("Delete"),
    INFORMATION("Information");

    private final String label;

    ModelAction(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
