package org.samovar.fiji.job;

import ij.IJ;
import ij.ImagePlus;
import java.util.List;
import org.samovar.geometry.UserError;

/** Makes a label image of the objects of an image. */
public final class LabelImageJob {
    private final ImagePlus image;
    private final ObjectSource source;

    /** @param image with objects, or a label image itself */
    public LabelImageJob(ImagePlus image, ObjectSource source) {
        this.image = image;
        this.source = source;
    }

    /** @throws UserError when there are no objects */
    public void run() {
        List<PlacedObject> objects = ImageObjects.of(source, image, () -> image);
        Results.labels(objects, image).show();
        IJ.showStatus("Samovar: " + objects.size() + " objects");
    }
}
