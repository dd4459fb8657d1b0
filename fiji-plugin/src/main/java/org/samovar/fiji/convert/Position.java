package org.samovar.fiji.convert;

import ij.ImagePlus;
import ij.gui.Roi;

/**
 * A plane of a hyperstack.
 *
 * @param channel from 1
 * @param z from 1
 * @param t from 1
 */
public record Position(int channel, int z, int t) {
    /** The plane that is shown. */
    public static Position shown(ImagePlus image) {
        // NB: ImagePlus.getZ() of a stack without a window is always 1
        int[] czt = image.convertIndexToPosition(image.getCurrentSlice());
        return new Position(czt[0], czt[1], czt[2]);
    }

    /** The plane that a ROI belongs to; in dimensions where it has no position, the one that is shown. */
    public static Position of(Roi roi, ImagePlus image) {
        Position shown = shown(image);
        if (roi.hasHyperStackPosition()) {
            return new Position(
                    orElse(roi.getCPosition(), shown.channel),
                    orElse(roi.getZPosition(), shown.z),
                    orElse(roi.getTPosition(), shown.t));
        }
        if (roi.getPosition() <= 0 || roi.getPosition() > image.getStackSize()) {
            return shown;
        }
        int[] czt = image.convertIndexToPosition(roi.getPosition());
        return new Position(czt[0], czt[1], czt[2]);
    }

    private static int orElse(int position, int shown) {
        return position > 0 ? position : shown;
    }

    /** Its number among the planes of an image, from 1. */
    int index(ImagePlus image) {
        return image.getStackIndex(channel, z, t);
    }

    /** Whether it is of the same slice and point in time; objects belong to all channels. */
    public boolean isSamePlace(Position other) {
        return z == other.z && t == other.t;
    }

    /** Makes this the plane that an image shows. */
    public void show(ImagePlus image) {
        image.setPosition(channel, z, t);
    }

    /** Puts a ROI on this slice and point in time, in all channels. */
    public void place(Roi roi, ImagePlus image) {
        if (image.isHyperStack()) {
            roi.setPosition(0, z, t);
        } else if (image.getStackSize() > 1) {
            roi.setPosition(index(image));
        }
    }

    /** The line of a macro that shows it; empty for an image of one plane. */
    public String macro(ImagePlus image) {
        if (image.isHyperStack()) {
            return "Stack.setPosition(" + channel + ", " + z + ", " + t + ");\n";
        }
        return image.getStackSize() > 1 ? "setSlice(" + index(image) + ");\n" : "";
    }
}
