package org.samovar.fiji.job;

import ij.IJ;
import ij.ImagePlus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.samovar.fiji.convert.Pixels;
import org.samovar.fiji.job.Results.Target;
import org.samovar.fiji.model.ModelHost;
import org.samovar.fiji.model.Segmentation;
import org.samovar.geometry.UserError;
import org.samovar.image.RgbImage;

/** Segments all objects of the slice that is shown. */
public final class EverythingJob {
    private final ModelHost host;
    private final ImagePlus image;
    private final EverythingOptions options;

    public EverythingJob(ModelHost host, ImagePlus image, EverythingOptions options) {
        this.host = host;
        this.image = image;
        this.options = options;
    }

    /** @throws UserError when nothing was found */
    public void run() {
        RgbImage pixels = Pixels.of(image);
        Escape escape = new Escape();
        escape.report(0, 1, "looking for objects with " + options.model());
        List<Segmentation> answers = host.with(options.model(), escape, segmenter -> options.way()
                .find(segmenter, pixels, options.minimumArea(), escape));
        List<FoundObject> found = new ArrayList<>();
        for (Segmentation answer : answers) {
            found.add(new FoundObject(String.format(Locale.ROOT, "object-%04d", found.size() + 1), "", answer));
        }
        if (found.isEmpty()) {
            throw new UserError("No object was found.", options.way().advice());
        }
        new Results(image, options.model()).write(found, options.output(), Target.MANAGER);
        IJ.showProgress(1.0);
        IJ.showStatus("Samovar: " + found.size() + " objects");
    }
}
