package org.samovar.image;

import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import org.samovar.geometry.Axis;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;

/**
 * A volume, a time series or both, of one or more channels with the values of its source, unscaled. It may be larger than
 * memory: slices are made when they are asked for. Immutable by contract.
 */
public final class Volume {
    private final VolumeInfo info;
    private final VoxelSource voxels;
    private final List<String> notes;

    private Volume(VolumeInfo info, VoxelSource voxels, List<String> notes) {
        this.info = info;
        this.voxels = voxels;
        this.notes = List.copyOf(notes);
    }

    /** The voxels of a source, which stays where it is. */
    public static Volume of(VolumeInfo info, VoxelSource voxels) {
        return new Volume(info, voxels, List.of());
    }

    /**
     * From the slices along an axis, held in memory.
     *
     * @param slices at least one, alike in size, channels and type
     * @param axis along which they follow each other
     */
    public static Volume ofSlices(List<Image> slices, Axis axis, VolumeGeometry geometry) {
        VolumeSize size = VolumeSlicing.size(slices, axis);
        Image first = slices.get(0);
        if (slices.stream().anyMatch(s -> s.channels() != first.channels() || s.type() != first.type())) {
            throw new IllegalArgumentException("slices that differ in channels or type");
        }
        VolumeInfo info = new VolumeInfo(size, first.channels(), first.type(), first.meaning(), geometry);
        return of(info, VolumeSlicing.joined(slices, axis, Image::get));
    }

    /**
     * The same slices as points in time, for files that store a time series like a volume.
     *
     * @throws UserError when it has points in time already
     */
    public Volume slicesAsTime() {
        VolumeSize size = size();
        if (size.frames() > 1) {
            throw new UserError("The slices of a volume of " + size + " voxels cannot be points in time: it has some.");
        }
        VolumeSize flat = new VolumeSize(size.width(), size.height(), 1, size.depth());
        VolumeInfo timed = new VolumeInfo(flat, info.channels(), info.type(), info.meaning(), info.geometry());
        return of(timed, (window, z, t, c) -> voxels.read(window, t, z, c)).withNotes(notes);
    }

    /** The same with what its reader has to say of it, as sentences without the point. */
    public Volume withNotes(List<String> remarks) {
        return new Volume(info, voxels, remarks);
    }

    /** What the user should know of the file, though it could be read; mostly nothing. */
    public List<String> notes() {
        return notes;
    }

    public VolumeInfo info() {
        return info;
    }

    public VolumeSize size() {
        return info.size();
    }

    public VolumeGeometry geometry() {
        return info.geometry();
    }

    /** The values themselves. */
    public VoxelSource voxels() {
        return voxels;
    }

    /** The values as an ImgLib2 image, axes x, y, c, z, t, whose parts are read when they are needed. */
    public RandomAccessibleInterval<FloatType> pixels() {
        return LazyCells.of(info, voxels);
    }

    /**
     * A slice, its columns and rows as {@link Axis} says.
     *
     * @param index along the axis, from 0
     * @param fixed what the slice leaves open: the point in time, or along {@link Axis#T} the z
     */
    public Image slice(Axis axis, int index, int fixed) {
        int width = size().slice(axis).width();
        int height = size().slice(axis).height();
        int n = width * height;
        float[] planes = new float[Math.multiplyExact(n, info.channels())];
        for (int c = 0; c < info.channels(); c++) {
            double[] values = VolumeSlicing.slice(size(), voxels, axis, index, fixed, c);
            for (int i = 0; i < n; i++) {
                planes[c * n + i] = (float) values[i];
            }
        }
        return Image.planar(width, height, info.channels(), info.type(), info.meaning(), planes);
    }

    /** All slices along an axis; each is made anew whenever it is taken from the list. See {@link #slice}. */
    public List<Image> slices(Axis axis, int fixed) {
        return VolumeSlicing.lazily(size().count(axis), i -> slice(axis, i, fixed));
    }

    @Override
    public String toString() {
        return "Volume " + info;
    }
}
