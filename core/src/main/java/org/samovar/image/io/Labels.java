package org.samovar.image.io;

import java.nio.file.Path;
import org.samovar.image.LabelMap;

/** Reads and writes label maps. */
public final class Labels {
    private Labels() {}

    /**
     * Reads ids from a PNG or TIFF of 8, 16 or 32 bits: whole numbers from 0 on, also as float; of a palette image the
     * indices, of an RGB image the value that its three channels share.
     *
     * @throws org.samovar.geometry.UserError naming the file and what is wrong with it
     */
    public static LabelMap read(Path file) {
        return Formats.read(file, ImageReader::readLabels, LibraryReader::labels);
    }

    /**
     * Writes ids as a 16-bit PNG or TIFF, as the ending says; as a 32-bit TIFF where an id is greater than 65535.
     *
     * @throws org.samovar.geometry.UserError naming the file and why it could not be written
     */
    public static void write(LabelMap labels, Path file) {
        Formats.write(file, (writer, out) -> writer.write(labels, out));
    }
}
