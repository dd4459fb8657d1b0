package org.samovar.image;

/**
 * Common windows for CT in Hounsfield units. Source: Ma et al., Segment anything in medical images, Nat Commun 15:654
 * (2024), Methods, for soft tissue, lung and brain; the challenge data of its authors for bone.
 */
public enum CtWindow {
    /** -160 to 240. */
    SOFT_TISSUE(40, 400),
    /** -910 to 590. */
    LUNG(-160, 1500),
    /** 0 to 80. */
    BRAIN(40, 80),
    /** -500 to 1300. */
    BONE(400, 1800);

    private final IntensityRule.Window rule;

    CtWindow(double level, double width) {
        this.rule = new IntensityRule.Window(level, width);
    }

    /** The window as a rule. */
    public IntensityRule.Window rule() {
        return rule;
    }
}
