package org.samovar.fiji.convert;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.Palette;
import org.samovar.image.RunLengthMask;

/** Label maps as images: 16 bits (floats beyond 65535 objects), 0 for the background, colours that stand apart. */
public final class LabelImages {
    private static final String ENDING = "-labels";
    private static final int COLOURS = 256;
    private static final int LARGEST_SHORT = 65_535;
    /** Floats hold whole numbers up to here. */
    private static final int LARGEST_FLOAT = 1 << 24;

    private LabelImages() {}

    /** A label image named after its source, with the source's pixel size. */
    public static ImagePlus of(LabelMap labels, ImagePlus source) {
        ImageProcessor pixels = processor(labels, labels.maxId());
        pixels.setLut(lut());
        return described(new ImagePlus(name(source) + ENDING, pixels), source, labels.maxId());
    }

    /** As {@link #of(LabelMap, ImagePlus)}, of masks by their ids; where they overlap, the smaller id has the pixel. */
    public static ImagePlus of(Map<Integer, RunLengthMask> masks, ImagePlus source) {
        return of(map(masks, new Size(source.getWidth(), source.getHeight())), source);
    }

    /** Masks as labels; where they overlap, the smaller id has the pixel. */
    public static LabelMap map(Map<Integer, RunLengthMask> masks, Size size) {
        int[] labels = new int[size.pixels()];
        new TreeMap<>(masks)
                .descendingMap()
                .forEach((id, mask) -> mask.forEachRun((from, to) -> Arrays.fill(labels, from, to, id)));
        return LabelMap.of(size.width(), size.height(), labels);
    }

    /**
     * A stack of label images named after its source, with the source's calibration.
     *
     * @param slices in order, at least one, all of one size
     * @param axis {@link Axis#T} where they are points in time, otherwise they are slices
     * @param largest id that may occur
     */
    public static ImagePlus ofStack(List<LabelMap> slices, Axis axis, int largest, ImagePlus source) {
        return ofPlanes(slices, axis == Axis.T ? slices.size() : 1, largest, source);
    }

    /**
     * A hyperstack of label images named after its source, with the source's calibration.
     *
     * @param planes the slices of the first point in time, then those of the next; at least one, all of one size
     * @param frames points in time, of as many slices each
     * @param largest id that may occur
     */
    public static ImagePlus ofPlanes(List<LabelMap> planes, int frames, int largest, ImagePlus source) {
        ImageStack stack = new ImageStack(planes.get(0).width(), planes.get(0).height());
        for (LabelMap plane : planes) {
            stack.addSlice(processor(plane, largest));
        }
        ImagePlus image = new ImagePlus(name(source) + ENDING, stack);
        int slices = planes.size() / frames;
        image.setDimensions(1, slices, frames);
        image.setOpenAsHyperStack(slices > 1 && frames > 1);
        image.getProcessor().setLut(lut());
        image.getStack().setColorModel(lut());
        return described(image, source, largest);
    }

    /**
     * A hyperstack of labels with the slices and points in time of its source, named after it, with its calibration.
     *
     * @param largest id that may occur
     */
    public static ImagePlus ofVolume(LabelVolume labels, int largest, ImagePlus source) {
        VolumeSize size = labels.size();
        List<LabelMap> planes = new ArrayList<>();
        for (int t = 0; t < size.frames(); t++) {
            planes.addAll(labels.slices(Axis.Z, t));
        }
        return ofPlanes(planes, size.frames(), largest, source);
    }

    /** How many different labels occur in a label image; the background is none. */
    public static int count(ImagePlus labels) {
        BitSet seen = new BitSet();
        for (int i = 1; i <= labels.getStackSize(); i++) {
            ImageProcessor plane = labels.getStack().getProcessor(i);
            for (int k = 0; k < plane.getPixelCount(); k++) {
                seen.set((int) plane.getf(k));
            }
        }
        seen.clear(0);
        return seen.cardinality();
    }

    private static ImagePlus described(ImagePlus image, ImagePlus source, int largest) {
        Calibration calibration = source.getCalibration().copy();
        // the source's gray values may mean something; labels do not
        calibration.disableDensityCalibration();
        image.setCalibration(calibration);
        // up to 255 labels have the palette's own colours
        image.setDisplayRange(0, Math.max(COLOURS - 1, largest));
        return image;
    }

    private static ImageProcessor processor(LabelMap labels, int largest) {
        if (largest > LARGEST_FLOAT) {
            throw new UserError("Label " + largest + " is too large for an image of ImageJ.");
        }
        ImageProcessor pixels = largest <= LARGEST_SHORT
                ? new ShortProcessor(labels.width(), labels.height())
                : new FloatProcessor(labels.width(), labels.height());
        int[] ids = labels.labels();
        for (int i = 0; i < ids.length; i++) {
            pixels.setf(i, ids[i]);
        }
        return pixels;
    }

    private static LUT lut() {
        byte[] red = new byte[COLOURS];
        byte[] green = new byte[COLOURS];
        byte[] blue = new byte[COLOURS];
        for (int i = 0; i < COLOURS; i++) {
            int rgb = Palette.rgb(i);
            red[i] = (byte) (rgb >> 16);
            green[i] = (byte) (rgb >> 8);
            blue[i] = (byte) rgb;
        }
        return new LUT(red, green, blue);
    }

    /** Whether an image has the name that a label image of another one has. */
    public static boolean isNamedAfter(ImagePlus labels, ImagePlus source) {
        return name(labels).equals(name(source) + ENDING);
    }

    /**
     * Whether an image can be labels: it has one channel of whole numbers from 0 on, as far as its shown slice says. Colours are none, but palettes are
     * ways to show numbers.
     */
    public static boolean isPossible(ImagePlus image) {
        ImageProcessor shown = image.getProcessor();
        return image.getNChannels() == 1
                && !(shown instanceof ColorProcessor)
                && (!(shown instanceof FloatProcessor) || areLabels((float[]) shown.getPixels()));
    }

    private static boolean areLabels(float[] values) {
        for (float value : values) {
            if (!(value >= 0 && value == Math.rint(value))) {
                return false;
            }
        }
        return true;
    }

    /** The title without the ending of a file name. */
    public static String name(ImagePlus source) {
        return source.getTitle().replaceFirst("\\.[A-Za-z0-9]{1,5}$", "");
    }
}
