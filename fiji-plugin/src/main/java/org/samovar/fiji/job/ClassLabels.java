package org.samovar.fiji.job;

import ij.IJ;
import ij.ImagePlus;
import org.samovar.fiji.convert.LabelImages;
import org.samovar.fiji.model.FoundClasses;

/** Classes that were found, as label images that know the names of their numbers. */
final class ClassLabels {
    /** Under which the names of the classes stay with the label image. */
    static final String CLASSES = "samovar.classes";

    private ClassLabels() {}

    static ImagePlus of(FoundClasses found, ImagePlus source) {
        ImagePlus labels = LabelImages.ofVolume(found.labels(), found.names().lastKey(), source);
        labels.setProp(CLASSES, found.legend());
        return labels;
    }

    static void show(ImagePlus labels) {
        labels.show();
        IJ.showProgress(1.0);
        IJ.showStatus("Samovar: " + labels.getProp(CLASSES));
    }
}
