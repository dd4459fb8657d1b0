package org.samovar.fiji.convert;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.Channels;
import org.samovar.image.IntensityRule;
import org.samovar.image.RgbImage;
import org.samovar.image.SampleType;
import org.samovar.image.Volume;
import org.samovar.image.VolumeInfo;
import org.samovar.image.VoxelSource;

/**
 * What of a stack the network sees: the channel that is shown, of all slices and points in time, by the same rules as in {@link Pixels}. Slices are read
 * when they are needed, so that a virtual stack may be larger than memory.
 *
 * @param volume the values, with the calibration of the image
 * @param rule by which values become gray: the display range
 */
public record StackPixels(Volume volume, IntensityRule rule) {
    private static final int COLOURS = 3;

    /** The channel that is shown; the image must not be closed meanwhile. */
    public static StackPixels of(ImagePlus image) {
        VolumeSize size = new VolumeSize(image.getWidth(), image.getHeight(), image.getNSlices(), image.getNFrames());
        ImageProcessor shown = image.getProcessor();
        if (shown instanceof ColorProcessor || Pixels.isPalette(shown)) {
            VolumeInfo info = new VolumeInfo(size, COLOURS, SampleType.UINT8, Channels.COLOUR, geometry(image));
            return new StackPixels(Volume.of(info, colours(image, shown)), new IntensityRule.AsIs());
        }
        IntensityRule rule = Pixels.range(image.getDisplayRangeMin(), image.getDisplayRangeMax());
        VolumeInfo info = new VolumeInfo(size, 1, SampleType.FLOAT, Channels.INTENSITY, geometry(image));
        return new StackPixels(Volume.of(info, values(image, rule)), rule);
    }

    private static VoxelSource values(ImagePlus image, IntensityRule rule) {
        Slices slices = Slices.of(image);
        double black = rule instanceof IntensityRule.Window window ? window.center() - window.width() / 2 : Double.NaN;
        return (window, z, t, c) -> {
            ImageProcessor slice = slices.get(z, t);
            double[] out = new double[window.size().pixels()];
            for (int i = 0; i < out.length; i++) {
                double value = slice.getf(window.x() + i % window.width(), window.y() + i / window.width());
                out[i] = Double.isFinite(value) ? value : black;
            }
            return out;
        };
    }

    private static VoxelSource colours(ImagePlus image, ImageProcessor shown) {
        Slices slices = Slices.of(image);
        return (window, z, t, c) -> {
            ImageProcessor plane = slices.get(z, t);
            if (!(plane instanceof ColorProcessor)) {
                // a stack need not know the palette that it is shown with
                plane.setLut(shown.getLut());
            }
            RgbImage slice = Pixels.colours(plane);
            double[] out = new double[window.size().pixels()];
            for (int i = 0; i < out.length; i++) {
                out[i] = slice.get(window.x() + i % window.width(), window.y() + i / window.width(), c);
            }
            return out;
        };
    }

    private static VolumeGeometry geometry(ImagePlus image) {
        Calibration calibration = image.getCalibration();
        return VolumeGeometry.of(new Spacing(
                step(calibration.pixelWidth),
                step(calibration.pixelHeight),
                step(calibration.pixelDepth),
                calibration.getUnit()));
    }

    /** Some files have steps of 0. */
    private static double step(double length) {
        return length > 0 && Double.isFinite(length) ? length : 1;
    }

    /** The planes of one channel; virtual stacks read one at a time. */
    private record Slices(ImagePlus image, ImageStack stack, int channel) {
        static Slices of(ImagePlus image) {
            return new Slices(image, image.getStack(), Position.shown(image).channel());
        }

        /** z and t count from 0. */
        ImageProcessor get(int z, int t) {
            synchronized (stack) {
                return stack.getProcessor(new Position(channel, z + 1, t + 1).index(image));
            }
        }
    }
}
