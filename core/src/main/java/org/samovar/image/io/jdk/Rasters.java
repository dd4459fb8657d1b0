package org.samovar.image.io.jdk;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.List;
import org.samovar.geometry.UserError;
import org.samovar.image.Channels;
import org.samovar.image.Image;
import org.samovar.image.LabelMap;
import org.samovar.image.SampleType;
import org.samovar.image.io.IndexedPixels;

/** Turns decoded pixels into images and labels without changing a value. */
final class Rasters {
    private Rasters() {}

    /** @param pages of one size; several are the channels of one image */
    static Image image(List<BufferedImage> pages) throws IOException {
        BufferedImage first = pages.get(0);
        if (first.getColorModel() instanceof IndexColorModel palette && pages.size() == 1) {
            return ofPalette(first, palette);
        }
        int w = first.getWidth();
        int h = first.getHeight();
        int bands = bands(first);
        float[] planes = new float[Math.multiplyExact(w * h, pages.size() * bands)];
        for (int p = 0; p < pages.size(); p++) {
            BufferedImage page = pages.get(p);
            if (page.getWidth() != w || page.getHeight() != h || bands(page) != bands) {
                throw new IOException("its pages differ in size or channels");
            }
            for (int b = 0; b < bands; b++) {
                float[] plane = page.getRaster().getSamples(0, 0, w, h, b, new float[w * h]);
                System.arraycopy(plane, 0, planes, (p * bands + b) * w * h, w * h);
            }
        }
        int channels = pages.size() * bands;
        boolean colour = channels == 3 && first.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_RGB;
        return Image.planar(
                w, h, channels, type(first.getRaster()), colour ? Channels.COLOUR : Channels.INTENSITY, planes);
    }

    /** Bands without transparency. */
    private static int bands(BufferedImage image) {
        int bands = image.getRaster().getNumBands();
        ColorModel model = image.getColorModel();
        return model.hasAlpha() && bands > 1 ? bands - 1 : bands;
    }

    private static SampleType type(Raster raster) {
        return switch (raster.getDataBuffer().getDataType()) {
            case DataBuffer.TYPE_BYTE -> SampleType.UINT8;
            case DataBuffer.TYPE_USHORT -> SampleType.UINT16;
            case DataBuffer.TYPE_FLOAT, DataBuffer.TYPE_DOUBLE -> SampleType.FLOAT;
            default -> SampleType.INTEGER;
        };
    }

    private static Image ofPalette(BufferedImage image, IndexColorModel palette) {
        int w = image.getWidth();
        int h = image.getHeight();
        int[] indices = image.getRaster().getSamples(0, 0, w, h, 0, new int[w * h]);
        int last = palette.getMapSize() - 1;
        return IndexedPixels.toImage(w, h, indices, index -> palette.getRGB(Math.min(index, last)));
    }

    static LabelMap labels(BufferedImage image) {
        Raster raster = image.getRaster();
        int w = image.getWidth();
        int h = image.getHeight();
        int[] labels = new int[w * h];
        double[] row = new double[w];
        for (int b = 0; b < bands(image); b++) {
            for (int y = 0; y < h; y++) {
                raster.getSamples(0, y, w, 1, b, row);
                for (int x = 0; x < w; x++) {
                    int label = label(row[x]);
                    if (b > 0 && label != labels[y * w + x]) {
                        throw new UserError("it is a colour image, where labels are one number for each pixel");
                    }
                    labels[y * w + x] = label;
                }
            }
        }
        return LabelMap.of(w, h, labels);
    }

    private static int label(double value) {
        if (!(value >= 0 && value <= Integer.MAX_VALUE && value == Math.rint(value))) {
            throw new UserError("the value " + value + " is no label, which is a whole number from 0 on");
        }
        return (int) value;
    }
}
