package org.samovar.image.io.jdk;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.samovar.geometry.UserError;
import org.samovar.image.Image;
import org.samovar.image.LabelMap;
import org.samovar.image.io.Limits;

/** Decodes files with the ImageIO plugins of the JDK itself, whatever others are installed. */
public final class JdkDecoder {
    private static final String JDK_MODULE = "java.desktop";

    private final String format;

    /** @param format as ImageIO calls it, such as {@code png} */
    public JdkDecoder(String format) {
        this.format = format;
    }

    /**
     * Reads an image.
     *
     * @param pages number of pages to read from the first on; several are the channels of one image
     */
    public Image read(Path file, int pages) throws IOException {
        return Rasters.image(decode(file, pages));
    }

    /** Reads the first page as labels. */
    public LabelMap readLabels(Path file) throws IOException {
        return Rasters.labels(decode(file, 1).get(0));
    }

    /**
     * The samples of an image as they are stored, whatever colours they mean.
     *
     * @param file of 8-bit samples
     * @param width columns that it must have
     * @param height rows that it may have at most
     * @param samples of each pixel that it must have
     * @return width * samples values for each row that it has
     */
    public byte[] samples(byte[] file, int width, int height, int samples) throws IOException {
        return reading(new MemoryCacheImageInputStream(new ByteArrayInputStream(file)), reader -> {
            if (reader.getWidth(0) != width || reader.getHeight(0) > height) {
                throw new IOException("a part of it has other sizes than it says");
            }
            Raster raster = reader.readRaster(0, null);
            if (raster.getNumBands() != samples || raster.getTransferType() != DataBuffer.TYPE_BYTE) {
                throw new IOException("a part of it has other samples than it says");
            }
            return (byte[]) raster.getDataElements(0, 0, width, raster.getHeight(), null);
        });
    }

    /**
     * The samples of a picture in memory as they are stored, whatever colours they stand for.
     *
     * @return a plane of height * width values for each component, row by row
     */
    public int[][] samples(byte[] picture) throws IOException {
        return reading(new MemoryCacheImageInputStream(new ByteArrayInputStream(picture)), reader -> {
            Raster raster = reader.readRaster(0, null);
            int[][] planes = new int[raster.getNumBands()][];
            for (int band = 0; band < planes.length; band++) {
                planes[band] = raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), band, (int[]) null);
            }
            return planes;
        });
    }

    private List<BufferedImage> decode(Path file, int pages) throws IOException {
        return reading(new FileImageInputStream(file.toFile()), reader -> {
            List<BufferedImage> decoded = new ArrayList<>();
            for (int page = 0; page < pages; page++) {
                int channels = reader.getRawImageType(page) == null
                        ? 3
                        : reader.getRawImageType(page).getNumBands();
                Limits.requireFits(reader.getWidth(page), reader.getHeight(page), (long) pages * channels);
                decoded.add(reader.read(page));
            }
            return decoded;
        });
    }

    /** What is done with a reader that has its input. */
    private interface Use<T> {
        T apply(ImageReader reader) throws IOException;
    }

    /** @param stream closed at the end */
    private <T> T reading(ImageInputStream stream, Use<T> use) throws IOException {
        ImageReader reader = reader();
        try (ImageInputStream in = stream) {
            List<String> warnings = new ArrayList<>();
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            reader.setInput(in, true, true);
            T out = use.apply(reader);
            requireHarmless(warnings);
            return out;
        } finally {
            reader.dispose();
        }
    }

    /** Decoders go on after damaged data with a warning and gray pixels. */
    private static void requireHarmless(List<String> warnings) throws IOException {
        for (String warning : warnings) {
            String lower = warning.toLowerCase(Locale.ROOT);
            if (lower.contains("premature") || lower.contains("corrupt")) {
                throw new IOException(warning);
            }
        }
    }

    private ImageReader reader() {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (JDK_MODULE.equals(
                    reader.getOriginatingProvider().getClass().getModule().getName())) {
                return reader;
            }
        }
        throw new UserError("this Java has no decoder for " + format);
    }
}
