package org.samovar.image.io;

import java.nio.file.Path;
import java.util.List;
import org.samovar.image.Volume;

/** Reads images and volumes by a library that is found at run time, by {@link java.util.ServiceLoader}. Only {@link #find} works where it is not there. */
public interface VolumeLibrary extends OptionalLibrary {
    /** Whether it may be able to read a file. */
    boolean recognises(Path file);

    /**
     * The images of a file, in its order; at least one.
     *
     * @throws org.samovar.geometry.UserError saying why it cannot be read
     */
    List<SeriesInfo> series(Path file);

    /**
     * One image of a file.
     *
     * @param series from 0
     * @throws org.samovar.geometry.UserError saying why it cannot be read
     */
    Volume read(Path file, int series, Residence residence);
}
