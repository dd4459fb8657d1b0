package org.samovar.fiji.job;

import ij.ImagePlus;
import ij.io.FileInfo;
import ij.io.FileSaver;
import ij.io.TiffEncoder;
import java.nio.file.Path;
import org.samovar.io.AtomicFiles;

/** Label images as TIFF files. */
final class LabelTiff {
    private LabelTiff() {}

    /**
     * Writes a file that is there whole or not at all, as ImageJ would; a file of that name is replaced, and missing folders above it are made.
     *
     * @throws org.samovar.geometry.UserError naming the file and why it could not be written
     */
    static void write(ImagePlus labels, Path file) {
        // NB: ImageJ's own way to save tells of a full disk in a dialog, or by the end of the macro
        FileInfo info = labels.getFileInfo();
        info.description = new FileSaver(labels).getDescriptionString();
        info.properties = labels.getPropertiesAsArray();
        AtomicFiles.write(file, out -> new TiffEncoder(info).write(out));
    }
}
