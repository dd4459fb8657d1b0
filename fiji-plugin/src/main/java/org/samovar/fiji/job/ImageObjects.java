package org.samovar.fiji.job;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.samovar.fiji.convert.MaskRois;
import org.samovar.fiji.convert.ObjectRois;
import org.samovar.fiji.convert.ObjectRois.Facts;
import org.samovar.fiji.convert.Position;
import org.samovar.fiji.convert.StackValues;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.RunLengthMask;

/** The objects that an image has, plane by plane. */
final class ImageObjects {
    private ImageObjects() {}

    /**
     * Those of an image.
     *
     * @param labels the label image, asked for where the objects are there
     * @throws UserError when there are none
     */
    static List<PlacedObject> of(ObjectSource source, ImagePlus image, Supplier<ImagePlus> labels) {
        return switch (source) {
            case LABELS -> ofLabels(labels.get(), image);
            case MANAGER -> ofRois(Managers.rois(), image);
            case OVERLAY -> ofRois(overlay(image), image);
        };
    }

    /**
     * Those of a label image of an image.
     *
     * @throws UserError when the label image has another size, no object, or values that are no labels
     */
    static List<PlacedObject> ofLabels(ImagePlus labels, ImagePlus image) {
        requireSameSize(labels, image);
        Map<Integer, String> names = ClassLabels.names(labels);
        LabelVolume volume = StackValues.labels(labels);
        List<PlacedObject> objects = new ArrayList<>();
        for (int t = 1; t <= volume.size().frames(); t++) {
            int z = 0;
            for (LabelMap plane : volume.slices(Axis.Z, t - 1)) {
                z++;
                Position at = new Position(1, z, t);
                plane.runs()
                        .forEach((id, mask) ->
                                objects.add(new PlacedObject(names.getOrDefault(id, ""), at, mask, unknown(id))));
            }
        }
        if (objects.isEmpty()) {
            throw new UserError(labels.getTitle() + " has no objects: all of its values are 0.");
        }
        return objects;
    }

    private static Facts unknown(int id) {
        return new Facts(id, "", "", Double.NaN);
    }

    private static void requireSameSize(ImagePlus labels, ImagePlus image) {
        if (labels.getWidth() != image.getWidth()
                || labels.getHeight() != image.getHeight()
                || labels.getNSlices() != image.getNSlices()
                || labels.getNFrames() != image.getNFrames()) {
            throw new UserError(
                    labels.getTitle() + " and " + image.getTitle() + " differ in size: " + size(labels) + " and "
                            + size(image) + ".",
                    "Their slices and points in time are set by Image > Properties.");
        }
    }

    private static String size(ImagePlus image) {
        return image.getWidth() + "x" + image.getHeight() + " pixels, " + image.getNSlices() + " slices, "
                + image.getNFrames() + " points in time";
    }

    /**
     * Those that ROIs outline; points and lines are none. They keep the numbers that they have, unless two have the same one on a plane.
     *
     * @throws UserError when there is none, or one is on a slice that the image has not
     */
    static List<PlacedObject> ofRois(List<Roi> rois, ImagePlus image) {
        Size size = new Size(image.getWidth(), image.getHeight());
        List<PlacedObject> objects = new ArrayList<>();
        for (Roi roi : rois) {
            RunLengthMask mask = MaskRois.mask(roi, size);
            if (roi.isArea() && !mask.isEmpty()) {
                int place = objects.size() + 1;
                String name = roi.getName() == null ? "" : roi.getName();
                Facts facts = ObjectRois.facts(roi).orElseGet(() -> unknown(place));
                objects.add(new PlacedObject(name, place(roi, image), mask, facts));
            }
        }
        if (objects.isEmpty()) {
            throw new UserError("None of the ROIs is an area of " + image.getTitle() + ".");
        }
        return isDistinct(objects) ? objects : numbered(objects);
    }

    private static Position place(Roi roi, ImagePlus image) {
        Position at = Position.of(roi, image);
        if (at.z() > image.getNSlices() || at.t() > image.getNFrames()) {
            throw new UserError(
                    "The ROI " + roi.getName() + " is on slice " + at.z() + " at time " + at.t() + ", but "
                            + image.getTitle() + " has " + size(image) + ".",
                    "Choose the image that the ROIs were drawn on.");
        }
        return at;
    }

    private static boolean isDistinct(List<PlacedObject> objects) {
        Set<List<Integer>> seen = new HashSet<>();
        return objects.stream().allMatch(o -> seen.add(List.of(o.facts().id(), o.at().z(), o.at().t())));
    }

    private static List<PlacedObject> numbered(List<PlacedObject> objects) {
        List<PlacedObject> numbered = new ArrayList<>();
        for (PlacedObject object : objects) {
            numbered.add(object.with(object.mask(), object.facts().numbered(numbered.size() + 1)));
        }
        return numbered;
    }

    /** ROIs of the overlay, of which there is at least one. */
    static List<Roi> overlay(ImagePlus image) {
        Overlay overlay = image.getOverlay();
        if (overlay == null || overlay.size() == 0) {
            throw new UserError("The overlay of " + image.getTitle() + " has no ROIs.");
        }
        return Arrays.asList(overlay.toArray());
    }
}
