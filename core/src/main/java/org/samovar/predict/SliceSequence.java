package org.samovar.predict;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.image.IntensityRule;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.RgbImage;
import org.samovar.image.Volume;

/**
 * Slices of a volume along an axis at one point in time, or points in time, as a network sees them: 8-bit RGB by one intensity rule
 * for all. Slices are read when they are needed and not kept, so that a volume may be larger than memory.
 *
 * <p>Where the voxels of a slice are not square, the network sees the slice stretched until they are; all sizes, prompts and masks
 * here are in voxels nevertheless.
 */
public final class SliceSequence {
    private final int count;
    private final PixelStretch stretch;
    private final IntFunction<RgbImage> slices;
    private final Optional<Origin> origin;

    /** The volume that the slices were cut from. */
    private record Origin(Volume volume, Axis axis, int fixed) {}

    private SliceSequence(int count, PixelStretch stretch, IntFunction<RgbImage> slices, Optional<Origin> origin) {
        this.count = count;
        this.stretch = stretch;
        this.slices = slices;
        this.origin = origin;
    }

    /**
     * The slices of a volume.
     *
     * @param axis along which they follow each other
     * @param fixed what they leave open: the point in time, or along {@link Axis#T} the z
     * @param rule by which values become gray; its range is found once, over the whole volume
     * @throws UserError when there is no such point in time or z
     */
    public static SliceSequence of(Volume volume, Axis axis, int fixed, IntensityRule rule) {
        int open = axis == Axis.T ? volume.size().depth() : volume.size().frames();
        if (fixed < 0 || fixed >= open) {
            throw new UserError("There is no " + (axis == Axis.T ? "slice " : "point in time ") + fixed
                    + ": the volume has " + open + ", counted from 0.");
        }
        IntensityRule common = rule.over(volume);
        Size size = volume.size().slice(axis);
        return new SliceSequence(
                volume.size().count(axis),
                PixelStretch.of(size, volume.geometry().spacing(axis)),
                slice -> common.apply(volume.slice(axis, slice, fixed)),
                Optional.of(new Origin(volume, axis, fixed)));
    }

    /** Images that follow each other, at least one, all of one size. */
    public static SliceSequence of(List<RgbImage> images) {
        if (images.isEmpty()) {
            throw new IllegalArgumentException("a sequence of no images");
        }
        Size size = images.get(0).size();
        for (int i = 1; i < images.size(); i++) {
            if (!images.get(i).size().equals(size)) {
                throw new UserError("Image " + i + " has " + images.get(i).size() + " pixels, but the first has " + size
                        + "; images that follow each other must be of one size.");
            }
        }
        return new SliceSequence(images.size(), PixelStretch.none(size), images::get, Optional.empty());
    }

    /** The same slices in the opposite order. */
    public SliceSequence reversed() {
        return new SliceSequence(count, stretch, slice -> slices.apply(count - 1 - slice), Optional.empty());
    }

    /** Number of slices. */
    public int count() {
        return count;
    }

    /** Size of a slice in voxels. */
    public Size size() {
        return stretch.voxels();
    }

    /**
     * A slice, made anew whenever it is asked for.
     *
     * @param slice from 0
     * @throws UserError where the file cannot be read, or the slice has values that are not finite
     */
    public RgbImage image(int slice) {
        requireSlice(slice);
        try {
            return slices.apply(slice);
        } catch (UserError e) {
            throw new UserError("Cannot use slice " + slice + ": " + e.getMessage(), e);
        }
    }

    /** A slice in square pixels. */
    RgbImage seen(int slice) {
        return stretch.toSquare(image(slice));
    }

    PixelStretch stretch() {
        return stretch;
    }

    /** @throws UserError when there is no such slice */
    public void requireSlice(int slice) {
        if (slice < 0 || slice >= count) {
            throw new UserError("There is no slice " + slice + ": there are " + count + ", counted from 0.");
        }
    }

    /**
     * Labels of the slices as labels of the volume that they were cut from, with its size and geometry; background at other points
     * in time, or along {@link Axis#T} in other planes.
     *
     * @param labels of each slice, in order; see {@link LabelVolume#ofSlices(List, Axis, int, org.samovar.geometry.VolumeSize,
     *     org.samovar.geometry.VolumeGeometry)} for when they are taken from the list
     * @throws IllegalStateException for a sequence that was not cut from a volume, or is reversed
     */
    public LabelVolume place(List<LabelMap> labels) {
        Origin from = origin.orElseThrow(() -> new IllegalStateException("Images that are no volume"));
        return LabelVolume.ofSlices(labels, from.axis, from.fixed, from.volume.size(), from.volume.geometry());
    }
}
