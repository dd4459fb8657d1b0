package org.samovar.fiji.convert;

import ij.gui.Roi;
import ij.plugin.filter.ThresholdToSelection;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import java.util.Optional;
import org.samovar.image.Mask;

/** Masks as ROIs. */
public final class MaskRois {
    private static final int FOREGROUND = 255;

    private MaskRois() {}

    /** The outline of exactly the mask's pixels, with its holes and all its parts; empty when it has no foreground. */
    public static Optional<Roi> outline(Mask mask) {
        if (mask.isEmpty()) {
            return Optional.empty();
        }
        ByteProcessor pixels = new ByteProcessor(mask.width(), mask.height());
        boolean[] foreground = mask.pixels();
        for (int i = 0; i < foreground.length; i++) {
            pixels.set(i, foreground[i] ? FOREGROUND : 0);
        }
        pixels.setThreshold(FOREGROUND, FOREGROUND, ImageProcessor.NO_LUT_UPDATE);
        return Optional.ofNullable(new ThresholdToSelection().convert(pixels));
    }
}
