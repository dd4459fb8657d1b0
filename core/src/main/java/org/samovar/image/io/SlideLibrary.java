package org.samovar.image.io;

import java.nio.file.Path;
import org.samovar.image.Slide;

/** Opens slides by a library that is found at run time, by {@link java.util.ServiceLoader}. Only {@link #find} works where it is not there. */
public interface SlideLibrary extends OptionalLibrary {
    /** Whether it may be able to read a file. */
    boolean recognises(Path file);

    /** Whether a file is of a scanner's maker of which it knows more than the format tells, such as the scale; core's readers come after it then. */
    boolean knowsMakerOf(Path file);

    /**
     * Opens a slide, which the caller closes.
     *
     * @throws org.samovar.geometry.UserError saying why it cannot be read
     */
    Slide open(Path file);
}
