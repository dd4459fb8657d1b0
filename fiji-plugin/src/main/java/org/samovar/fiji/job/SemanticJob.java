package org.samovar.fiji.job;

import ij.IJ;
import ij.ImagePlus;
import java.util.ArrayList;
import java.util.List;
import org.samovar.fiji.convert.LabelImages;
import org.samovar.fiji.convert.StackValues;
import org.samovar.fiji.model.ModelHost;
import org.samovar.image.LabelVolume;

/** Finds the classes of an image or of all slices and points in time of a stack. */
public final class SemanticJob {
    /** Under which the names of the classes stay with the label image. */
    static final String CLASSES = "samovar.classes";

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
        labels().show();
        IJ.showProgress(1.0);
    }

    /** The class of each voxel as a label image, with the names of the classes as a property. */
    ImagePlus labels() {
        Escape escape = new Escape();
        escape.report(0, 1, "opening " + options.system());
        ImagePlus labels = host.withSystem(options.system(), escape, system -> {
            LabelVolume found = system.find(StackValues.of(image, system.channels()), options.mirroring(), escape);
            List<String> names = system.classes();
            ImagePlus out = LabelImages.ofVolume(found, names.size(), image);
            out.setProp(CLASSES, numbered(names));
            return out;
        });
        IJ.showStatus("Samovar: " + labels.getProp(CLASSES));
        return labels;
    }

    private static String numbered(List<String> names) {
        List<String> out = new ArrayList<>();
        for (String name : names) {
            out.add(out.size() + 1 + " " + name);
        }
        return String.join(", ", out);
    }
}
