package org.samovar.predict;

import java.util.ArrayList;
import java.util.List;
import org.samovar.geometry.Box;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;

/** Which part of an image the network should see. */
final class ZoomWindows {
    /** Enlarging more than this shows the network nothing but blur. */
    private static final double LARGEST_MAGNIFICATION = 8;
    /** The finest window of a click has this part of the network's input side in image pixels. */
    private static final double FINEST_CLICK = 0.25;
    /** Each window of a click is so much smaller than the one before: half of its area. */
    private static final double SCALE_STEP = Math.sqrt(2);
    /** An object is small when it is shorter than this part of the network's input. */
    private static final double SMALL = 1.0 / 16;
    /** A crop must enlarge at least this much to be worth an encoding. */
    private static final double WORTHWHILE = 2;

    private final Size image;
    private final int input;

    /** @param input side of the network's input in pixels */
    ZoomWindows(Size image, int input) {
        this.image = image;
        this.input = input;
    }

    /** A square around a box, {@code factor} times its longer side, moved into the image and cut where the image is smaller. */
    Region around(Box focus, double factor) {
        double length = Math.max(focus.width(), focus.height()) * factor;
        int side = (int) Math.ceil(Math.min(Math.max(length, input / LARGEST_MAGNIFICATION), image.longestSide()));
        return Region.square(focus.center(), side, image);
    }

    /** The whole image, then smaller and smaller windows around the clicks, as long as they hold them all. */
    List<Region> scales(Box clicks) {
        List<Region> windows = new ArrayList<>();
        windows.add(image.region());
        double least = Math.max(input * FINEST_CLICK, 1.5 * Math.max(clicks.width(), clicks.height()));
        double side = image.longestSide() / SCALE_STEP;
        while (side >= least) {
            windows.add(Region.square(clicks.center(), (int) Math.ceil(side), image));
            side = image.longestSide() / Math.pow(SCALE_STEP, windows.size());
        }
        return windows;
    }

    /** Whether an object is so small on the whole image that looking closer helps, and a crop would look much closer. */
    boolean isSmall(Box object, double factor) {
        double length = Math.max(object.width(), object.height());
        return length < SMALL * image.longestSide() && isWorthwhile(object, factor);
    }

    /** Whether a crop around an object would look much closer. */
    boolean isWorthwhile(Box object, double factor) {
        return WORTHWHILE * around(object, factor).size().longestSide() <= image.longestSide();
    }
}
