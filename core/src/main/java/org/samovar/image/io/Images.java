package org.samovar.image.io;

import java.nio.file.Path;
import org.samovar.image.Image;
import org.samovar.image.RgbImage;

/** Reads and writes images; the format is found from the content when reading, from the ending when writing. */
public final class Images {
    private Images() {}

    /**
     * Reads a 2D image with its own values: PNG, JPEG or TIFF of 8 or 16 bits or float, gray, RGB, palette or several
     * channels, or DICOM of one frame. Transparency is left out.
     *
     * @throws org.samovar.geometry.UserError naming the file and what is wrong with it
     */
    public static Image read(Path file) {
        return Formats.read(file, ImageReader::read, LibraryReader::image);
    }

    /**
     * Writes an 8-bit RGB image as PNG or TIFF.
     *
     * @throws org.samovar.geometry.UserError naming the file and why it could not be written
     */
    public static void write(RgbImage image, Path file) {
        Formats.write(file, (writer, out) -> writer.write(image, out));
    }
}
