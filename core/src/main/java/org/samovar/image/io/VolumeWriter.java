package org.samovar.image.io;

import java.nio.file.Path;
import java.util.Set;
import org.samovar.image.LabelVolume;
import org.samovar.image.Volume;
import org.samovar.io.AtomicFiles;

/** Writes volumes in one file format; found by {@link java.util.ServiceLoader}. Files are whole or not there. */
public interface VolumeWriter {
    /** Endings of file names in lower case, without the dot before them. */
    Set<String> extensions();

    /** Whether a name without such an ending is to be written in this format, for the place that it is at. */
    default boolean takes(Path file) {
        return false;
    }

    /**
     * Writes a volume with its geometry and the type of its samples, as far as the format has them: bytes, 16 bits, 32 bits
     * or float.
     *
     * @throws org.samovar.geometry.UserError when the format cannot hold it, or the file cannot be written
     */
    void write(Volume volume, Path file);

    /**
     * Writes ids as whole numbers of 16 bits, or of 32 where they need it.
     *
     * @throws org.samovar.geometry.UserError when the format cannot hold them, or the file cannot be written
     */
    void write(LabelVolume labels, Path file);

    /**
     * As {@link #write(LabelVolume, Path)}, for formats that can say what the ids were found on.
     *
     * @param source file or folder of the volume, as the user has named it
     * @throws org.samovar.geometry.UserError when the format cannot hold them, or the file cannot be written
     */
    default void write(LabelVolume labels, Path file, Path source) {
        write(labels, file);
    }

    /**
     * Refuses a name that nothing should be written to, before anything is computed for it.
     *
     * @throws org.samovar.geometry.UserError naming the file and why it cannot be written
     */
    default void requireWritable(Path file) {
        AtomicFiles.requireWritable(file);
    }
}
