package org.samovar.fiji.convert;

import ij.ImagePlus;
import ij.process.ColorProcessor;
import org.samovar.image.RgbImage;

/** Pictures that core drew, as images. */
public final class Pictures {
    private Pictures() {}

    /** A new image, not shown yet. */
    public static ImagePlus image(String title, RgbImage picture) {
        byte[] bytes = picture.pixels();
        int[] pixels = new int[picture.size().pixels()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (bytes[3 * i] & 0xff) << 16 | (bytes[3 * i + 1] & 0xff) << 8 | bytes[3 * i + 2] & 0xff;
        }
        return new ImagePlus(title, new ColorProcessor(picture.width(), picture.height(), pixels));
    }
}
