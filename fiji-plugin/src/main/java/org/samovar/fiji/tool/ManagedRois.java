package org.samovar.fiji.tool;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.plugin.frame.RoiManager;
import java.util.Locale;
import org.samovar.fiji.convert.MaskRois;
import org.samovar.fiji.convert.ObjectRois;
import org.samovar.fiji.convert.Position;
import org.samovar.fiji.object.ImageObject;
import org.samovar.fiji.object.ObjectTable;

/** The objects of one image in the user's ROI Manager, beside whatever else is there. */
final class ManagedRois {
    /** The image's title, to tell its objects from those of others. */
    private static final String IMAGE = "sam.image";

    private final ImagePlus image;

    ManagedRois(ImagePlus image) {
        this.image = image;
    }

    /** A ROI that remembers what is known of its object. */
    static Roi of(ImageObject object, ImagePlus image) {
        Roi roi = MaskRois.outline(object.mask()).orElseThrow();
        roi.setName(name(object, image));
        object.position().place(roi, image);
        roi.setProperty(IMAGE, image.getTitle());
        ObjectRois.describe(
                roi, new ObjectRois.Facts(object.id(), object.said().toString(), object.model(), object.score()));
        return roi;
    }

    private static String name(ImageObject object, ImagePlus image) {
        Position at = object.position();
        String slice = image.getNSlices() > 1 ? String.format(Locale.ROOT, "-z%03d", at.z()) : "";
        String frame = image.getNFrames() > 1 ? String.format(Locale.ROOT, "-t%03d", at.t()) : "";
        return String.format(Locale.ROOT, "%04d", object.id()) + slice + frame;
    }

    /** Brings the manager from one table to the next; opens it when there is something to put in. */
    void change(ObjectTable before, ObjectTable after) {
        for (ImageObject old : before.objects()) {
            if (!after.objects().contains(old)) {
                remove(old.id());
            }
        }
        for (ImageObject fresh : after.objects()) {
            if (!before.objects().contains(fresh)) {
                manager().addRoi(of(fresh, image));
            }
        }
    }

    private static RoiManager manager() {
        RoiManager known = RoiManager.getInstance2();
        return known == null ? new RoiManager() : known;
    }

    private void remove(int id) {
        RoiManager manager = RoiManager.getInstance2();
        if (manager != null) {
            Roi[] rois = manager.getRoisAsArray();
            for (int i = rois.length - 1; i >= 0; i--) {
                if (isOf(rois[i], id)) {
                    manager.delete(i);
                }
            }
        }
    }

    private boolean isOf(Roi roi, int id) {
        return image.getTitle().equals(roi.getProperty(IMAGE))
                && ObjectRois.facts(roi).filter(facts -> facts.id() == id).isPresent();
    }

    /** Whether a ROI is one of an image's objects. */
    static boolean isOf(Roi roi, ImagePlus image) {
        return ObjectRois.isObject(roi) && image.getTitle().equals(roi.getProperty(IMAGE));
    }
}
