package org.samovar.fiji.job;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import java.util.Arrays;
import java.util.List;
import org.samovar.fiji.convert.ObjectRois;
import org.samovar.fiji.convert.PromptRois;
import org.samovar.geometry.UserError;

/** ROIs that the user drew on an image. */
final class DrawnRois {
    private DrawnRois() {}

    static Roi selection(ImagePlus image) {
        Roi selection = image.getRoi();
        if (selection == null) {
            throw new UserError(
                    "There is no selection in " + image.getTitle() + " to segment by.",
                    "Click on the object with the point tool, or draw a rectangle around it.");
        }
        return selection;
    }

    /** Those of the overlay; outlines of earlier results are none. */
    static List<Roi> overlay(ImagePlus image) {
        Overlay overlay = image.getOverlay();
        List<Roi> drawn = overlay == null
                ? List.of()
                : Arrays.stream(overlay.toArray())
                        .filter(roi -> !ObjectRois.isObject(roi))
                        .toList();
        if (drawn.isEmpty()) {
            throw new UserError("The overlay has no ROIs to segment by.", "Draw ROIs and add each with the key B.");
        }
        return drawn;
    }

    /** Those of the slice that is meant. @throws UserError when there are none */
    static List<Roi> here(PromptRois rois, List<Roi> all) {
        List<Roi> here = all.stream().filter(rois::isHere).toList();
        if (here.isEmpty()) {
            throw new UserError("All the ROIs belong to other slices than the one that is shown.");
        }
        return here;
    }
}
