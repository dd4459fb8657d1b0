package org.samovar.fiji.convert;

import ij.ImagePlus;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import org.samovar.image.Channels;
import org.samovar.image.LabelVolume;
import org.samovar.image.SampleType;
import org.samovar.image.Volume;
import org.samovar.image.VolumeInfo;

/**
 * The values of a stack, whatever the display range is, of all slices and points in time. Slices are read when they are needed, so that a virtual stack
 * may be larger than memory.
 */
public final class StackValues {
    private StackValues() {}

    /**
     * The channels that a model looks at; the image must not be closed meanwhile.
     *
     * @param wanted number of them. Where the image has another, it is the channel that is shown; colours are always all three
     */
    public static Volume of(ImagePlus image, int wanted) {
        ImageProcessor shown = image.getProcessor();
        if (shown instanceof ColorProcessor || Pixels.isPalette(shown)) {
            return StackPixels.of(image).volume();
        }
        return image.getNChannels() == wanted
                ? values(image, 1, wanted)
                : values(image, Position.shown(image).channel(), 1);
    }

    /**
     * The values of a label image as ids, whatever colours they are shown in.
     *
     * @throws UserError when it has several channels, or colours instead of values; a value that is no id is refused when it is read
     */
    public static LabelVolume labels(ImagePlus image) {
        boolean isColour = image.getProcessor() instanceof ColorProcessor;
        Volume values = isColour ? StackPixels.of(image).volume() : values(image, 1, image.getNChannels());
        return LabelVolume.of(values, image.getTitle());
    }

    /** @param first channel, from 1 */
    private static Volume values(ImagePlus image, int first, int channels) {
        VolumeInfo info = new VolumeInfo(
                Planes.size(image), channels, type(image.getBitDepth()), Channels.INTENSITY, Planes.geometry(image));
        Planes planes = Planes.of(image);
        return Volume.of(info, (window, z, t, c) -> {
            ImageProcessor plane = planes.get(first + c, z, t);
            double[] out = new double[window.size().pixels()];
            for (int i = 0; i < out.length; i++) {
                out[i] = plane.getf(window.x() + i % window.width(), window.y() + i / window.width());
            }
            return out;
        });
    }

    private static SampleType type(int bits) {
        return switch (bits) {
            case 8 -> SampleType.UINT8;
            case 16 -> SampleType.UINT16;
            default -> SampleType.FLOAT;
        };
    }
}
