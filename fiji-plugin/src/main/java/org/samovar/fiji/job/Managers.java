package org.samovar.fiji.job;

import ij.gui.Roi;
import ij.plugin.frame.RoiManager;
import java.awt.GraphicsEnvironment;
import java.util.List;
import org.samovar.geometry.UserError;

/** The ROI Manager, with a window or, in batch macros, with none. */
final class Managers {
    private Managers() {}

    /** The selected ROIs, or all where none is selected; {@link UserError} when there are none. */
    static List<Roi> rois() {
        requireDisplay();
        RoiManager manager = RoiManager.getInstance2();
        if (manager == null || manager.getCount() == 0) {
            throw new UserError("The ROI Manager has no ROIs.", "Draw ROIs and add each with the key T.");
        }
        return List.of(manager.getSelectedRoisAsArray());
    }

    static void add(List<Roi> rois) {
        requireDisplay();
        RoiManager known = RoiManager.getInstance2();
        RoiManager manager = known == null ? new RoiManager() : known;
        rois.forEach(manager::addRoi);
    }

    /** ImageJ's manager is a window even where nobody sees it. */
    private static void requireDisplay() {
        if (GraphicsEnvironment.isHeadless()) {
            throw new UserError(
                    "Without a display there is no ROI Manager.",
                    "Take the prompts from the overlay, and choose a label image or an overlay as output.");
        }
    }
}
