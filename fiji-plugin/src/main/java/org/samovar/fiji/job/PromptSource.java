package org.samovar.fiji.job;

/** Which ROIs are the prompts. */
public enum PromptSource implements Labelled {
    /** The selection of the image, for one object. */
    SELECTION("Selection"),
    /** Each ROI of the ROI Manager for an object of its own: the selected ones, or all. */
    MANAGER("ROI Manager"),
    /** All those ROIs together for one object. */
    MANAGER_AS_ONE("ROI Manager as one object"),
    /** Each ROI of the image's overlay for an object of its own; needs no display. Outlines of earlier results are no prompts. */
    OVERLAY("Overlay");

    private final String label;

    PromptSource(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
