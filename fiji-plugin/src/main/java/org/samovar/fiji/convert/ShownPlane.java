package org.samovar.fiji.convert;

import ij.ImagePlus;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import java.util.function.IntUnaryOperator;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;
import org.samovar.image.Image;
import org.samovar.image.NonFinite;
import org.samovar.image.RgbImage;

/**
 * The plane of an image that is shown, and how bright it is shown, as it was when it was asked for. Reading its pixels may take a while and needs no
 * particular thread.
 */
public final class ShownPlane {
    private final ImageProcessor plane;
    private final double low;
    private final double high;

    private ShownPlane(ImageProcessor plane, ImagePlus image) {
        this.plane = plane;
        low = image.getDisplayRangeMin();
        high = image.getDisplayRangeMax();
    }

    public static ShownPlane of(ImagePlus image) {
        return new ShownPlane(image.getProcessor(), image);
    }

    /**
     * Another slice of the channel that is shown, with the same brightness and palette; of a virtual stack it is read now.
     *
     * @param z from 0
     * @param t from 0
     */
    public static ShownPlane of(ImagePlus image, int z, int t) {
        ImageProcessor shown = image.getProcessor();
        ImageProcessor plane = Planes.of(image).get(Position.shown(image).channel(), z, t);
        if (!(plane instanceof ColorProcessor)) {
            // a stack need not know the palette that it is shown with
            plane.setLut(shown.getLut());
        }
        return new ShownPlane(plane, image);
    }

    public Size size() {
        return new Size(plane.getWidth(), plane.getHeight());
    }

    /** What the network sees of a part, in 8-bit RGB; {@link Pixels} says how. */
    public RgbImage part(Region part) {
        if (plane instanceof ColorProcessor) {
            return colours(part, IntUnaryOperator.identity());
        }
        if (Pixels.isPalette(plane)) {
            LUT palette = plane.getLut();
            return colours(part, palette::getRGB);
        }
        float[] values = new float[part.size().pixels()];
        for (int y = 0, i = 0; y < part.height(); y++) {
            for (int x = 0; x < part.width(); x++, i++) {
                values[i] = plane.getf(part.x() + x, part.y() + y);
            }
        }
        return Pixels.range(low, high).apply(Image.gray(part.width(), part.height(), values), NonFinite.AS_BLACK);
    }

    /** @param rgb of a value of the plane */
    private RgbImage colours(Region part, IntUnaryOperator rgb) {
        byte[] out = new byte[Math.multiplyExact(3, part.size().pixels())];
        int i = 0;
        for (int y = 0; y < part.height(); y++) {
            for (int x = 0; x < part.width(); x++) {
                int colour = rgb.applyAsInt(plane.get(part.x() + x, part.y() + y));
                out[i++] = (byte) (colour >> 16);
                out[i++] = (byte) (colour >> 8);
                out[i++] = (byte) colour;
            }
        }
        return RgbImage.of(part.width(), part.height(), out);
    }
}
