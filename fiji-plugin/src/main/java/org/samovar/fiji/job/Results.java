package org.samovar.fiji.job;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import java.awt.Color;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.samovar.fiji.convert.LabelImages;
import org.samovar.fiji.convert.MaskRois;
import org.samovar.fiji.convert.ObjectRois;
import org.samovar.geometry.Size;
import org.samovar.image.LabelMap;
import org.samovar.image.Palette;
import org.samovar.image.RunLengthMask;

/** Writes objects out. Number, prompts, model and score of each stay with its ROI. */
final class Results {
    /** Where ROIs go. */
    enum Target {
        SELECTION,
        MANAGER
    }

    private final ImagePlus image;
    private final String model;

    /** @param model that found the objects */
    Results(ImagePlus image, String model) {
        this.image = image;
        this.model = model;
    }

    void write(List<FoundObject> objects, Output output, Target target) {
        switch (output) {
            case ROI -> writeRois(rois(objects), target);
            case OVERLAY -> writeOverlay(rois(objects));
            case LABELS -> LabelImages.of(labels(objects), image).show();
        }
    }

    private void writeRois(List<Roi> rois, Target target) {
        if (target == Target.MANAGER) {
            Managers.add(rois);
            return;
        }
        // so that Edit > Selection > Restore Selection brings the prompts back
        image.saveRoi();
        rois.forEach(image::setRoi);
    }

    private void writeOverlay(List<Roi> rois) {
        Overlay overlay = image.getOverlay() == null ? new Overlay() : image.getOverlay();
        for (Roi roi : rois) {
            // several outlines side by side want to be told apart; a selection has ImageJ's own colour
            roi.setStrokeColor(new Color(Palette.rgb(overlay.size() + 1)));
            overlay.add(roi);
        }
        image.setOverlay(overlay);
    }

    private List<Roi> rois(List<FoundObject> objects) {
        List<Roi> rois = new ArrayList<>();
        for (FoundObject object : objects) {
            int id = rois.size() + 1;
            MaskRois.outline(object.segmentation().mask()).ifPresent(roi -> rois.add(described(roi, object, id)));
        }
        return rois;
    }

    private Roi described(Roi roi, FoundObject object, int id) {
        roi.setName(object.name());
        roi.setPosition(image);
        ObjectRois.describe(
                roi,
                new ObjectRois.Facts(
                        id, object.prompt(), model, object.segmentation().score()));
        return roi;
    }

    /** Numbered from 1; where objects overlap, the earlier one keeps the pixel. */
    private LabelMap labels(List<FoundObject> objects) {
        Map<Integer, RunLengthMask> masks = new HashMap<>();
        for (FoundObject object : objects) {
            masks.put(masks.size() + 1, object.segmentation().mask());
        }
        return LabelImages.map(masks, new Size(image.getWidth(), image.getHeight()));
    }
}
