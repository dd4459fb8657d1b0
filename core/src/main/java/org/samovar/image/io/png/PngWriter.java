package org.samovar.image.io.png;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.samovar.geometry.UserError;
import org.samovar.image.LabelMap;
import org.samovar.image.RgbImage;
import org.samovar.image.io.ImageWriter;

/** Writes 8-bit RGB and 16-bit gray PNG. */
public final class PngWriter implements ImageWriter {
    private static final int MAX_LABEL = 0xffff;

    @Override
    public Set<String> extensions() {
        return Set.of("png");
    }

    @Override
    public void write(RgbImage image, OutputStream out) throws IOException {
        BufferedImage picture = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] bgr = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        byte[] rgb = image.pixels();
        for (int i = 0; i < bgr.length; i += 3) {
            bgr[i] = rgb[i + 2];
            bgr[i + 1] = rgb[i + 1];
            bgr[i + 2] = rgb[i];
        }
        encode(picture, out);
    }

    @Override
    public void write(LabelMap labels, OutputStream out) throws IOException {
        int max = labels.maxId();
        if (max > MAX_LABEL) {
            throw new UserError(
                    "A PNG holds labels up to " + MAX_LABEL + ", and here is the label " + max + ".",
                    "Choose a name that ends in .tif.");
        }
        BufferedImage picture = new BufferedImage(labels.width(), labels.height(), BufferedImage.TYPE_USHORT_GRAY);
        short[] gray = ((DataBufferUShort) picture.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < gray.length; i++) {
            gray[i] = (short) labels.labels()[i];
        }
        encode(picture, out);
    }

    private static void encode(BufferedImage picture, OutputStream out) throws IOException {
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            if (!ImageIO.write(picture, "png", stream)) {
                throw new IOException("this Java has no encoder for PNG");
            }
        }
    }
}
