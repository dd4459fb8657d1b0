package org.samovar.predict;

import org.samovar.geometry.Box;
import org.samovar.geometry.Size;
import org.samovar.image.Mask;
import org.samovar.image.RgbImage;

/** Images with known objects. */
final class Pictures {
    private Pictures() {}

    /** White where the mask is, black elsewhere. */
    static RgbImage of(Mask mask) {
        byte[] gray = new byte[mask.size().pixels()];
        for (int i = 0; i < gray.length; i++) {
            gray[i] = (byte) (mask.pixels()[i] ? 255 : 0);
        }
        return RgbImage.gray(mask.width(), mask.height(), gray);
    }

    static Mask rectangle(int width, int height, double x0, double y0, double x1, double y1) {
        return Mask.rectangle(new Size(width, height), new Box(x0, y0, x1, y1));
    }
}
