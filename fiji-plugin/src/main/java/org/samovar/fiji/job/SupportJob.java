package org.samovar.fiji.job;

import ij.IJ;
import ij.ImagePlus;
import java.util.Optional;
import org.samovar.fiji.model.Examples;
import org.samovar.fiji.model.ModelHost;
import org.samovar.fiji.model.SupportUse;

/** Finds the classes of examples on an image or on all slices and points in time of a stack. */
public final class SupportJob {
    /** The network looks at one, or at colours. */
    static final int CHANNELS = 1;

    private final ModelHost host;
    private final ImagePlus image;
    private final SupportOptions options;

    public SupportJob(ModelHost host, ImagePlus image, SupportOptions options) {
        this.host = host;
        this.image = image;
        this.options = options;
    }

    /** Shows the label image; see {@link #labels}. */
    public void run() {
        ClassLabels.show(labels());
    }

    /** The class of each voxel as a label image, with the names of the classes as a property. */
    ImagePlus labels() {
        SupportUse use = new SupportUse(examples(), options.neighbours(), options.sweep());
        Escape escape = new Escape();
        escape.report(0, 1, "opening " + options.model());
        return host.withSupport(options.model(), escape, model -> {
            model.notes().forEach(IJ::log);
            return ClassLabels.by(model, image, use, escape);
        });
    }

    private Examples examples() {
        int most = options.size() == 0 ? Integer.MAX_VALUE : options.size();
        Optional<String> target = Optional.of(options.target()).filter(text -> !text.isEmpty());
        return TypedFolder.of(options.folder())
                .<Examples>map(folder -> new Examples.InFolder(folder, target, most))
                .orElseGet(() -> OpenExamples.among(OpenImages.except(image)));
    }
}
