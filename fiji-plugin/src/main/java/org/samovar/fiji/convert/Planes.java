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
        int index = new Position(channel, z + 1, t + 1).index(image);
        synchronized (stack) {
            return stack.isVirtual() && index == image.getCurrentSlice() ? shown(index) : stack.getProcessor(index);
        }
    }

    /**
     * The plane of a virtual stack that is in memory anyway, for it may be half of all memory. By a processor of its own: ImageJ puts the pixels of the next
     * plane that is shown into the same one.
     */
    private ImageProcessor shown(int index) {
        ImageProcessor processor = image.getProcessor();
        Object pixels = processor.getPixels();
        if (index != image.getCurrentSlice()) {
            return stack.getProcessor(index);
        }
        ImageStack one = new ImageStack(processor.getWidth(), processor.getHeight(), processor.getColorModel());
        one.addSlice("", pixels);
        return one.getProcessor(1);
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
