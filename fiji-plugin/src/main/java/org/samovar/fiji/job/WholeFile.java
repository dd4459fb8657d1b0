package org.samovar.fiji.job;

import ij.io.FileInfo;
import ij.io.Opener;
import ij.io.TiffDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.samovar.geometry.UserError;

/**
 * Finds damaged files before ImageJ opens them. ImageJ shows a TIFF or JPEG that was cut short with whatever comes in the place of the missing pixels, and its
 * complaint about other damaged files ends the macro that runs, whoever asked for the file.
 */
final class WholeFile {
    /** What the reader of JPEG files warns with. */
    private static final String CUT_SHORT = "Truncated";

    private WholeFile() {}

    /**
     * Refuses a file that is damaged, or no image whatever its name says.
     *
     * @return what a TIFF says of its planes, of which one may stand for several of one kind behind each other; empty for other files
     * @throws UserError naming the file and why it is refused
     */
    static List<FileInfo> require(Path file) {
        try {
            switch (new Opener().getFileType(file.toString())) {
                case Opener.TIFF, Opener.TIFF_AND_DICOM -> {
                    return tiff(file);
                }
                case Opener.PNG, Opener.JPEG, Opener.BMP -> decode(file);
                case Opener.GIF -> {
                    // ImageJ itself refuses what is damaged, without a word
                }
                default -> throw new UserError("Cannot open " + file + ": it is no image, or not whole.");
            }
            return List.of();
        } catch (IOException | RuntimeException e) {
            if (e instanceof UserError error) {
                throw error;
            }
            throw new UserError("Cannot open " + file + ": it is damaged (" + e.getMessage() + ").", e);
        }
    }

    private static List<FileInfo> tiff(Path file) throws IOException {
        String folder = String.valueOf(file.toAbsolutePath().getParent());
        FileInfo[] planes = new TiffDecoder(folder, String.valueOf(file.getFileName())).getTiffInfo();
        if (planes == null || planes.length == 0) {
            throw new UserError("Cannot open " + file + ": it is no TIFF that ImageJ reads.");
        }
        long length = Files.size(file);
        for (FileInfo plane : planes) {
            if (end(plane) > length) {
                throw new UserError("Cannot open " + file + ": it was cut short; pixels are missing at its end.");
            }
        }
        return List.of(planes);
    }

    /** Behind the last byte of its pixels. */
    private static long end(FileInfo plane) {
        if (plane.stripOffsets == null || plane.stripLengths == null || plane.nImages > 1) {
            long image = (long) plane.width * plane.height * plane.getBytesPerPixel() + plane.getGap();
            return plane.getOffset() + Math.max(1, plane.nImages) * image - plane.getGap();
        }
        long end = 0;
        for (int i = 0; i < Math.min(plane.stripOffsets.length, plane.stripLengths.length); i++) {
            end = Math.max(end, Integer.toUnsignedLong(plane.stripOffsets[i]) + plane.stripLengths[i]);
        }
        return end;
    }

    private static void decode(Path file) throws IOException {
        AtomicBoolean cut = new AtomicBoolean();
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new UserError("Cannot open " + file + ": it is no image, or not whole.");
            }
            ImageReader reader = readers.next();
            reader.addIIOReadWarningListener(
                    (source, warning) -> cut.compareAndSet(false, warning.startsWith(CUT_SHORT)));
            reader.setInput(in);
            reader.read(0);
            reader.dispose();
        }
        if (cut.get()) {
            throw new UserError("Cannot open " + file + ": it was cut short; pixels are missing at its end.");
        }
    }
}
