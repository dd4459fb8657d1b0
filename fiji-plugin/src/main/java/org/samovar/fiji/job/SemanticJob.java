package org.samovar.fiji.job;

import ij.ImagePlus;
import org.samovar.fiji.model.ModelHost;

/** Finds the classes of an image or of all slices and points in time of a stack. */
public final class SemanticJob {
    private final ModelHost host;
    private final ImagePlus image;
    private final SemanticOptions options;

    public SemanticJob(ModelHost host, ImagePlus image, SemanticOptions options) {
        this.host = host;
        this.image = image;
        this.options = options;
    }

    /** Shows the label image; see {@link #labels}. */
    public void run() {
        ClassLabels.show(labels());
    }

    /** The class of each voxel as a label image, with the names of the classes as a property. */
    public ImagePlus labels() {
        Escape escape = new Escape();
        escape.report(0, 1, "opening " + options.system());
        return host.withSystem(
                options.system(), escape, system -> ClassLabels.by(system, image, options.mirroring(), escape));
    }
}
