package org.samovar.fiji.convert;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;

/** The planes of an image by channel, slice and point in time; virtual stacks read one at a time. */
record Planes(ImagePlus image, ImageStack stack) {
    static Planes of(ImagePlus image) {
        return new Planes(image, image.getStack());
    }

    /** @param channel from 1; z and t count from 0 */
    ImageProcessor get(int channel, int z, int t) {
        synchronized (stack) {
            return stack.getProcessor(new Position(channel, z + 1, t + 1).index(image));
        }
    }

    static VolumeSize size(ImagePlus image) {
        return new VolumeSize(image.getWidth(), image.getHeight(), image.getNSlices(), image.getNFrames());
    }

    static VolumeGeometry geometry(ImagePlus image) {
        return VolumeGeometry.of(spacing(image));
    }

    static Spacing spacing(ImagePlus image) {
        Calibration calibration = image.getCalibration();
        return new Spacing(
                step(calibration.pixelWidth),
                step(calibration.pixelHeight),
                step(calibration.pixelDepth),
                calibration.getUnit());
    }

    /** Some files have steps of 0. */
    private static double step(double length) {
        return length > 0 && Double.isFinite(length) ? length : 1;
    }
}
