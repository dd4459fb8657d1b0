package org.samovar.predict;

import java.util.List;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.Region;

/** A window of an image and the places in it that are clicked. */
record ClickedWindow(Region window, List<ImagePoint> points) {
    ClickedWindow {
        points = List.copyOf(points);
    }
}
