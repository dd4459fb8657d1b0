package org.samovar.fiji.job;

/** What becomes of the objects that were found. */
public enum Output implements Labelled {
    /** The selection of the image where one object was asked for, otherwise ROIs in the ROI Manager. */
    ROI("ROI"),
    /** A new image with 0 for the background and a number for each object. */
    LABELS("Label image"),
    /** Outlines drawn over the image. */
    OVERLAY("Overlay"),
    /** Rows of ImageJ's table of results, in the units of the image. */
    TABLE("Table");

    private final String label;

    Output(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
