package org.samovar.image;

import org.samovar.geometry.Region;

/** The file behind a {@link Slide}, which checks what it asks for and asks nothing once it is closed. */
public interface SlideSource {
    /**
     * Pixels of a level; safe for use by several threads.
     *
     * @param window within the level, in its own pixels
     * @return window.height * window.width * 3 unsigned bytes, row by row, red first, which the caller may keep
     * @throws org.samovar.geometry.UserError where the file cannot be read any more
     */
    byte[] read(int level, Region window);

    /**
     * A picture beside the slide, whole.
     *
     * @param name one of {@link SlideInfo#associated}
     * @throws org.samovar.geometry.UserError where the file cannot be read any more
     */
    RgbImage associated(String name);

    /** Closes the file, while no other method runs; called once. */
    void close();
}
