package org.samovar.image.io;

import java.nio.file.Path;
import java.util.List;
import org.samovar.geometry.UserError;
import org.samovar.image.LabelMap;
import org.samovar.image.Mask;
import org.samovar.image.Palette;
import org.samovar.image.RgbImage;

/** Pictures of what was segmented: each object with a colour of its own, its outline solid, its inside tinted. */
public final class Overlays {
    /** Share of the object's colour inside it, of 256. */
    private static final int TINT = 90;

    private Overlays() {}

    /** The image with its labels in colour. */
    public static RgbImage render(RgbImage image, LabelMap labels) {
        if (!image.size().equals(labels.size())) {
            throw new UserError("Labels of " + labels.size() + " pixels do not fit an image of " + image.size() + ".");
        }
        byte[] out = image.pixels().clone();
        for (int y = 0; y < labels.height(); y++) {
            for (int x = 0; x < labels.width(); x++) {
                int id = labels.get(x, y);
                if (id != 0) {
                    paint(out, 3 * (y * labels.width() + x), Palette.rgb(id), isOutline(labels, x, y) ? 256 : TINT);
                }
            }
        }
        return RgbImage.of(image.width(), image.height(), out);
    }

    /** The image with masks in colour, one after the other; they may overlap. */
    public static RgbImage render(RgbImage image, List<Mask> masks) {
        RgbImage out = image;
        for (int k = 0; k < masks.size(); k++) {
            Mask mask = masks.get(k);
            int[] labels = new int[mask.pixels().length];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = mask.pixels()[i] ? k + 1 : 0;
            }
            out = render(out, LabelMap.of(mask.width(), mask.height(), labels));
        }
        return out;
    }

    /** Writes {@link #render(RgbImage, LabelMap)}, as PNG by rule. */
    public static void write(RgbImage image, LabelMap labels, Path file) {
        Images.write(render(image, labels), file);
    }

    /** Writes {@link #render(RgbImage, List)}, as PNG by rule. */
    public static void write(RgbImage image, List<Mask> masks, Path file) {
        Images.write(render(image, masks), file);
    }

    private static boolean isOutline(LabelMap labels, int x, int y) {
        int id = labels.get(x, y);
        return x == 0
                || y == 0
                || x == labels.width() - 1
                || y == labels.height() - 1
                || labels.get(x - 1, y) != id
                || labels.get(x + 1, y) != id
                || labels.get(x, y - 1) != id
                || labels.get(x, y + 1) != id;
    }

    private static void paint(byte[] pixels, int at, int rgb, int share) {
        for (int c = 0; c < 3; c++) {
            int colour = rgb >> (16 - 8 * c) & 0xff;
            int old = pixels[at + c] & 0xff;
            pixels[at + c] = (byte) ((colour * share + old * (256 - share) + 128) >> 8);
        }
    }
}
