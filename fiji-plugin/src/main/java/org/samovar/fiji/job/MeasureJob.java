package org.samovar.fiji.job;

import ij.IJ;
import ij.ImagePlus;
import java.util.List;
import org.samovar.geometry.UserError;

/** Measures the objects of an image in its units, and puts them into ImageJ's table of results. */
public final class MeasureJob {
    private final ImagePlus image;
    private final ObjectSource source;

    /** @param image with objects, or a label image itself */
    public MeasureJob(ImagePlus image, ObjectSource source) {
        this.image = image;
        this.source = source;
    }

    /** @throws UserError when there are no objects */
    public void run() {
        List<PlacedObject> objects =
                ImageObjects.of(source, image, () -> OpenLabels.named(image).orElse(image));
        int count = Results.measure(objects, image);
        IJ.showStatus("Samovar: " + count + " objects");
    }
}
