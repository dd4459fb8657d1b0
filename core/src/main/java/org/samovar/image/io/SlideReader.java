package org.samovar.image.io;

import java.io.IOException;
import java.nio.file.Path;
import org.samovar.image.Slide;

/** Opens slides of one format; found by {@link java.util.ServiceLoader}. Files are hostile until parsed. */
public interface SlideReader {
    /** The format as users call it, such as {@code TIFF}. */
    String format();

    /** Whether a file that begins like this is of the format. */
    boolean recognises(byte[] head);

    /**
     * Whether a folder is of the format.
     *
     * @param folder that is there
     */
    default boolean recognisesFolder(Path folder) {
        return false;
    }

    /**
     * Opens a slide, which the caller closes. Its levels may be larger than the memory.
     *
     * @throws IOException saying what is wrong with the data
     * @throws UnknownVariant where a library may be able to read it
     * @throws org.samovar.geometry.UserError where the file is right, but no slide
     */
    Slide open(Path file) throws IOException;
}
