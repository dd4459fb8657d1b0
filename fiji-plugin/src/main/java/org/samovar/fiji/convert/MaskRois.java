package org.samovar.fiji.convert;

import ij.gui.Roi;
import ij.plugin.filter.ThresholdToSelection;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import java.awt.Rectangle;
import java.util.Optional;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;
import org.samovar.image.Mask;
import org.samovar.image.RunLengthMask;

/** Masks as ROIs, and back. */
public final class MaskRois {
    private static final int FOREGROUND = 255;

    private MaskRois() {}

    /** The outline of exactly the mask's pixels, with its holes and all its parts; empty when it has no foreground. */
    public static Optional<Roi> outline(RunLengthMask mask) {
        return mask.region().map(box -> {
            ByteProcessor pixels = new ByteProcessor(box.width(), box.height());
            int width = mask.size().width();
            mask.forEachRun((from, to) -> {
                for (int i = from; i < to; i++) {
                    pixels.set(i % width - box.x(), i / width - box.y(), FOREGROUND);
                }
            });
            pixels.setThreshold(FOREGROUND, FOREGROUND, ImageProcessor.NO_LUT_UPDATE);
            Roi roi = new ThresholdToSelection().convert(pixels);
            roi.setLocation(box.x() + roi.getXBase(), box.y() + roi.getYBase());
            return roi;
        });
    }

    /** The pixels in an area; what lies outside of the image is left out. */
    public static RunLengthMask mask(Roi area, Size image) {
        Rectangle whole = area.getBounds();
        Rectangle seen = whole.intersection(new Rectangle(image.width(), image.height()));
        if (seen.isEmpty()) {
            return RunLengthMask.of(Mask.empty(image));
        }
        ImageProcessor inside = area.getMask();
        Region part = new Region(seen.x, seen.y, seen.width, seen.height);
        Mask pixels = Mask.where(
                part.size(), (x, y) -> inside == null || inside.get(x + seen.x - whole.x, y + seen.y - whole.y) != 0);
        return RunLengthMask.paste(pixels, part, image);
    }
}
