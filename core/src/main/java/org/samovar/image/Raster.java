package org.samovar.image;

import org.samovar.geometry.Size;

/** Anything of rows and columns of pixels. */
public interface Raster {
    Size size();

    default int width() {
        return size().width();
    }

    default int height() {
        return size().height();
    }
}
