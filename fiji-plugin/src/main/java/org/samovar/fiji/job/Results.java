package org.samovar.fiji.job;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.samovar.fiji.convert.LabelImages;
import org.samovar.fiji.convert.MaskRois;
import org.samovar.image.LabelMap;
import org.samovar.image.Palette;

/** Writes objects out. Number, prompt, model and score of each stay with its ROI as {@code sam.*} properties. */
final class Results {
    /** Where ROIs go. */
    enum Target {
        SELECTION,
        MANAGER
    }

    private static final String ID = "sam.id";

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

    /** Whether a ROI was written by a command of Samovar. */
    static boolean isResult(Roi roi) {
        return roi.getProperty(ID) != null;
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
            MaskRois.outline(object.segmentation().mask().toMask())
                    .ifPresent(roi -> rois.add(described(roi, object, id)));
        }
        return rois;
    }

    private Roi described(Roi roi, FoundObject object, int id) {
        roi.setName(object.name());
        roi.setPosition(image);
        roi.setProperty(ID, Integer.toString(id));
        roi.setProperty("sam.model", model);
        roi.setProperty(
                "sam.score",
                String.format(Locale.ROOT, "%.4f", object.segmentation().score()));
        if (!object.prompt().isEmpty()) {
            roi.setProperty("sam.prompt", object.prompt());
        }
        return roi;
    }

    /** Numbered from 1; where objects overlap, the earlier one keeps the pixel. One mask at a time is unpacked. */
    private LabelMap labels(List<FoundObject> objects) {
        int[] labels = new int[image.getWidth() * image.getHeight()];
        for (int k = 0; k < objects.size(); k++) {
            boolean[] mask = objects.get(k).segmentation().mask().toMask().pixels();
            for (int i = 0; i < labels.length; i++) {
                if (mask[i] && labels[i] == 0) {
                    labels[i] = k + 1;
                }
            }
        }
        return LabelMap.of(image.getWidth(), image.getHeight(), labels);
    }
}
