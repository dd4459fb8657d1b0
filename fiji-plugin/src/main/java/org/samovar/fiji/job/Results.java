package org.samovar.fiji.job;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import java.awt.Color;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.samovar.fiji.convert.LabelImages;
import org.samovar.fiji.convert.MaskRois;
import org.samovar.fiji.convert.ObjectMeasure.Extent;
import org.samovar.fiji.convert.ObjectRois;
import org.samovar.fiji.convert.ObjectRois.Facts;
import org.samovar.fiji.convert.Position;
import org.samovar.fiji.model.Segmentation;
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

    /** Writes out what was found on the plane that is shown. */
    void write(List<FoundObject> found, Output output, Target target) {
        Position shown = Position.shown(image);
        List<PlacedObject> objects = new ArrayList<>();
        for (FoundObject one : found) {
            Segmentation answer = one.segmentation();
            Facts facts = new Facts(objects.size() + 1, one.prompt(), model, answer.score());
            objects.add(new PlacedObject(one.name(), shown, answer.mask(), facts));
        }
        switch (output) {
            case ROI -> writeRois(rois(objects), target);
            case OVERLAY -> writeOverlay(rois(objects));
            case LABELS -> LabelImages.of(masks(objects), image).show();
            case TABLE -> measure(objects, image);
        }
    }

    /** Measures objects: volumes where one is on several slices. Answers how many there are. */
    static int measure(List<PlacedObject> objects, ImagePlus image) {
        List<MeasuredObject> joined = MeasuredObject.join(objects);
        boolean isFlat = joined.stream().allMatch(object -> object.slices().size() == 1);
        new Measurements(image.getTitle(), image, isFlat ? Extent.AREA : Extent.VOLUME).show(joined);
        return joined.size();
    }

    /** A label image of all slices and points in time; where objects overlap, the smaller number has the pixel. */
    static ImagePlus labels(List<PlacedObject> objects, ImagePlus image) {
        Size size = new Size(image.getWidth(), image.getHeight());
        Map<List<Integer>, List<PlacedObject>> planes = objects.stream()
                .collect(Collectors.groupingBy(
                        object -> List.of(object.at().t(), object.at().z())));
        List<LabelMap> maps = new ArrayList<>();
        for (int t = 1; t <= image.getNFrames(); t++) {
            for (int z = 1; z <= image.getNSlices(); z++) {
                maps.add(LabelImages.map(masks(planes.getOrDefault(List.of(t, z), List.of())), size));
            }
        }
        int largest =
                objects.stream().mapToInt(object -> object.facts().id()).max().orElse(0);
        return LabelImages.ofPlanes(maps, image.getNFrames(), largest, image);
    }

    private static Map<Integer, RunLengthMask> masks(List<PlacedObject> objects) {
        Map<Integer, RunLengthMask> masks = new HashMap<>();
        objects.forEach(object -> masks.put(object.facts().id(), object.mask()));
        return masks;
    }

    void writeRois(List<Roi> rois, Target target) {
        if (target == Target.MANAGER) {
            Managers.add(rois);
            return;
        }
        // so that Edit > Selection > Restore Selection brings the prompts back
        image.saveRoi();
        rois.forEach(image::setRoi);
    }

    void writeOverlay(List<Roi> rois) {
        Overlay overlay = image.getOverlay() == null ? new Overlay() : image.getOverlay();
        for (Roi roi : rois) {
            // several outlines side by side want to be told apart; a selection has ImageJ's own colour
            roi.setStrokeColor(new Color(Palette.rgb(overlay.size() + 1)));
            overlay.add(roi);
        }
        image.setOverlay(overlay);
    }

    /** The outlines of objects, which remember what is known of them. */
    List<Roi> rois(List<PlacedObject> objects) {
        List<Roi> rois = new ArrayList<>();
        for (PlacedObject object : objects) {
            MaskRois.outline(object.mask()).ifPresent(roi -> rois.add(described(roi, object)));
        }
        return rois;
    }

    private Roi described(Roi roi, PlacedObject object) {
        roi.setName(object.name());
        object.at().place(roi, image);
        ObjectRois.describe(roi, object.facts());
        return roi;
    }
}
