package org.samovar.fiji.convert;

import ij.ImagePlus;
import ij.process.ImageProcessor;
import ij.process.LUT;
import java.awt.image.IndexColorModel;
import org.samovar.image.IntensityRule;
import org.samovar.image.RgbImage;

/**
 * What of an image the network sees: the current slice, and of a composite the current channel.
 *
 * <p>The display range (Image &gt; Adjust &gt; Brightness/Contrast) is the intensity window: what is black on the screen is black for the
 * network. A look-up table that is a scale of brightness changes nothing; where it is a palette, its colours count. Colour images are taken as
 * they are. NaN is black.
 */
public final class Pixels {
    private Pixels() {}

    /** The current slice and channel in 8-bit RGB; needs no display. */
    public static RgbImage of(ImagePlus image) {
        ShownPlane shown = ShownPlane.of(image);
        return shown.part(shown.size().region());
    }

    static IntensityRule range(double low, double high) {
        return high > low && Double.isFinite(high - low)
                ? new IntensityRule.Window((low + high) / 2, high - low)
                : new IntensityRule.FullRange();
    }

    static RgbImage colours(ImageProcessor processor) {
        int[] argb = (int[]) processor.convertToColorProcessor().getPixels();
        byte[] rgb = new byte[Math.multiplyExact(3, argb.length)];
        for (int i = 0; i < argb.length; i++) {
            rgb[3 * i] = (byte) (argb[i] >> 16);
            rgb[3 * i + 1] = (byte) (argb[i] >> 8);
            rgb[3 * i + 2] = (byte) argb[i];
        }
        return RgbImage.of(processor.getWidth(), processor.getHeight(), rgb);
    }

    /** Whether an 8-bit image's colours neither rise nor fall in brightness along the values, so that the values mean nothing. */
    static boolean isPalette(ImageProcessor processor) {
        if (processor.getBitDepth() != 8) {
            return false;
        }
        LUT lut = processor.getLut();
        return !isMonotonous(lut, 1) && !isMonotonous(lut, -1);
    }

    private static boolean isMonotonous(IndexColorModel lut, int direction) {
        for (int i = 1; i < lut.getMapSize(); i++) {
            if (direction * (brightness(lut, i) - brightness(lut, i - 1)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static int brightness(IndexColorModel lut, int i) {
        return 299 * lut.getRed(i) + 587 * lut.getGreen(i) + 114 * lut.getBlue(i);
    }
}
