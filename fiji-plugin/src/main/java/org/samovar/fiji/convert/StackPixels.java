package org.samovar.fiji.convert;

import ij.ImagePlus;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
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
        VolumeSize size = Planes.size(image);
        ImageProcessor shown = image.getProcessor();
        if (shown instanceof ColorProcessor || Pixels.isPalette(shown)) {
            VolumeInfo info = new VolumeInfo(size, COLOURS, SampleType.UINT8, Channels.COLOUR, Planes.geometry(image));
            return new StackPixels(Volume.of(info, colours(image, shown)), new IntensityRule.AsIs());
        }
        IntensityRule rule = Pixels.range(image.getDisplayRangeMin(), image.getDisplayRangeMax());
        VolumeInfo info = new VolumeInfo(size, 1, SampleType.FLOAT, Channels.INTENSITY, Planes.geometry(image));
        return new StackPixels(Volume.of(info, values(image, rule)), rule);
    }

    private static VoxelSource values(ImagePlus image, IntensityRule rule) {
        Planes planes = Planes.of(image);
        int channel = Position.shown(image).channel();
        double black = rule instanceof IntensityRule.Window window ? window.center() - window.width() / 2 : Double.NaN;
        return (window, z, t, c) -> {
            ImageProcessor slice = planes.get(channel, z, t);
            double[] out = new double[window.size().pixels()];
            for (int i = 0; i < out.length; i++) {
                double value = slice.getf(window.x() + i % window.width(), window.y() + i / window.width());
                out[i] = Double.isFinite(value) ? value : black;
            }
            return out;
        };
    }

    private static VoxelSource colours(ImagePlus image, ImageProcessor shown) {
        Planes planes = Planes.of(image);
        int channel = Position.shown(image).channel();
        return (window, z, t, c) -> {
            ImageProcessor plane = planes.get(channel, z, t);
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
}
