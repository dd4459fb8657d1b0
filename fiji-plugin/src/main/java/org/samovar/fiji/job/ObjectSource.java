package org.samovar.fiji.job;

/** Where the objects of an image are. */
public enum ObjectSource implements Labelled {
    /** A label image that is open. */
    LABELS("Label image"),
    /** The selected areas of the ROI Manager, or all where none is selected. */
    MANAGER("ROI Manager"),
    /** The areas of the overlay. */
    OVERLAY("Overlay");

    private final String label;

    ObjectSource(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /** Where objects are ROIs. */
    public static ObjectSource[] ofRois() {
        return new ObjectSource[] {MANAGER, OVERLAY};
    }
}
