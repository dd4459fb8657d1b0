package org.samovar.fiji.job;

import ij.IJ;
import ij.ImagePlus;
import java.util.List;
import org.samovar.geometry.UserError;

/** Makes a label image of the objects that ROIs outline. */
public final class LabelImageJob {
    private final ImagePlus image;
    private final PlaceOfRois place;

    /** Where the ROIs are. */
    public enum PlaceOfRois implements Labelled {
        MANAGER("ROI Manager"),
        OVERLAY("Overlay");

        private final String label;

        PlaceOfRois(String label) {
            this.label = label;
        }

        @Override
        public String label() {
            return label;
        }
    }

    public LabelImageJob(ImagePlus image, PlaceOfRois place) {
        this.image = image;
        this.place = place;
    }

    /** @throws UserError when no ROI is an area */
    public void run() {
        List<PlacedObject> objects = ImageObjects.ofRois(
                place == PlaceOfRois.MANAGER ? Managers.rois() : ImageObjects.overlay(image), image);
        Results.labels(objects, image).show();
        IJ.showStatus("Samovar: " + objects.size() + " objects");
    }
}
