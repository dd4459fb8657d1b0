package org.samovar.image;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;

/**
 * A volume or time series of object or class ids, 0 for the background. It may be larger than memory: slices are made when
 * they are asked for. Immutable by contract.
 */
public final class LabelVolume {
    private final VolumeSize size;
    private final VolumeGeometry geometry;
    private final VoxelSource voxels;
    private final SortedMap<Integer, String> names;

    private LabelVolume(VolumeSize size, VolumeGeometry geometry, VoxelSource voxels) {
        this(size, geometry, voxels, Map.of());
    }

    private LabelVolume(VolumeSize size, VolumeGeometry geometry, VoxelSource voxels, Map<Integer, String> names) {
        this.size = size;
        this.geometry = geometry;
        this.voxels = voxels;
        this.names = Collections.unmodifiableSortedMap(new TreeMap<>(names));
    }

    /**
     * The values of a volume as ids.
     *
     * @param name what errors call it
     * @throws UserError when it has several channels; a value that is no id is refused when it is read
     */
    public static LabelVolume of(Volume volume, String name) {
        if (volume.info().channels() > 1) {
            throw new UserError("Cannot use " + name + " as labels: it has "
                    + volume.info().channels() + " channels, where labels are one number for each voxel.");
        }
        VoxelSource values = volume.voxels();
        return new LabelVolume(volume.size(), volume.geometry(), (window, z, t, c) -> {
            double[] ids = values.read(window, z, t, c);
            for (double id : ids) {
                requireId(id, z, name);
            }
            return ids;
        });
    }

    private static void requireId(double id, int z, String name) {
        if (!(id >= 0 && id <= Integer.MAX_VALUE && id == Math.rint(id))) {
            throw new UserError("Cannot use " + name + " as labels: its slice " + z + " holds " + id
                    + ", which is no label, a whole number from 0 on.");
        }
    }

    /**
     * From the slices along an axis, held in memory.
     *
     * @param slices at least one, all of one size
     * @param axis along which they follow each other
     */
    public static LabelVolume ofSlices(List<LabelMap> slices, Axis axis, VolumeGeometry geometry) {
        VolumeSize size = VolumeSlicing.size(slices, axis);
        return new LabelVolume(size, geometry, VolumeSlicing.joined(slices, axis, (s, x, y, c) -> s.get(x, y)));
    }

    /**
     * From slices along an axis that are all there is of a larger volume, at one point in time, or along {@link Axis#T} in one plane; all
     * else is background.
     *
     * @param slices in order; along z and t each is taken from the list when it is read, along x and y all are held in memory
     * @param axis along which they follow each other
     * @param fixed the point in time, or along {@link Axis#T} the z
     */
    public static LabelVolume ofSlices(
            List<LabelMap> slices, Axis axis, int fixed, VolumeSize size, VolumeGeometry geometry) {
        VoxelSource ids = axis == Axis.X || axis == Axis.Y
                ? VolumeSlicing.joined(slices, axis, (s, x, y, c) -> s.get(x, y))
                : (window, z, t, c) -> values(slices.get(axis == Axis.Z ? z : t), window);
        return new LabelVolume(
                size,
                geometry,
                (window, z, t, c) -> (axis == Axis.T ? z : t) == fixed
                        ? ids.read(window, z, t, c)
                        : new double[window.size().pixels()]);
    }

    /**
     * From packed planes, all of one size.
     *
     * @param planes one after the other by z and then by time
     */
    public static LabelVolume ofPlanes(List<LabelRuns> planes, VolumeSize size, VolumeGeometry geometry) {
        List<LabelRuns> kept = List.copyOf(planes);
        Size slice = size.slice(Axis.Z);
        if (kept.size() != size.depth() * size.frames()
                || kept.stream().anyMatch(plane -> !plane.size().equals(slice))) {
            throw new IllegalArgumentException(kept.size() + " planes for a volume of " + size);
        }
        return new LabelVolume(size, geometry, (window, z, t, c) -> kept.get(t * size.depth() + z)
                .read(window));
    }

    /**
     * From planes, all of one size, held in memory.
     *
     * @param planes one after the other by z and then by time
     */
    public static LabelVolume ofMaps(List<LabelMap> planes, VolumeSize size, VolumeGeometry geometry) {
        List<LabelMap> kept = List.copyOf(planes);
        if (kept.size() != size.depth() * size.frames()) {
            throw new IllegalArgumentException(kept.size() + " planes for a volume of " + size);
        }
        return new LabelVolume(size, geometry, (window, z, t, c) -> values(kept.get(t * size.depth() + z), window));
    }

    private static double[] values(LabelMap slice, Region window) {
        double[] out = new double[window.size().pixels()];
        for (int y = 0, i = 0; y < window.height(); y++) {
            for (int x = 0; x < window.width(); x++, i++) {
                out[i] = slice.get(window.x() + x, window.y() + y);
            }
        }
        return out;
    }

    /**
     * The same with names for ids.
     *
     * @param newNames by the id, from 1 on; instead of those that it has
     */
    public LabelVolume named(Map<Integer, String> newNames) {
        return new LabelVolume(size, geometry, voxels, newNames);
    }

    /** What ids are called, as far as it is known; some may not occur. */
    public SortedMap<Integer, String> names() {
        return names;
    }

    /** The same with other ids, none negative, and without names. */
    public LabelVolume relabelled(IntUnaryOperator change) {
        return new LabelVolume(size, geometry, (window, z, t, c) -> {
            double[] ids = voxels.read(window, z, t, c);
            for (int i = 0; i < ids.length; i++) {
                ids[i] = change.applyAsInt((int) ids[i]);
            }
            return ids;
        });
    }

    public VolumeSize size() {
        return size;
    }

    public VolumeGeometry geometry() {
        return geometry;
    }

    /** The ids themselves, in channel 0. */
    public VoxelSource voxels() {
        return voxels;
    }

    /**
     * A slice, its columns and rows as {@link Axis} says.
     *
     * @param index along the axis, from 0
     * @param fixed what the slice leaves open: the point in time, or along {@link Axis#T} the z
     * @throws UserError where a value is no id
     */
    public LabelMap slice(Axis axis, int index, int fixed) {
        double[] values = VolumeSlicing.slice(size, voxels, axis, index, fixed, 0);
        int[] ids = new int[values.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = (int) values[i];
        }
        return LabelMap.of(size.slice(axis).width(), size.slice(axis).height(), ids);
    }

    /** All slices along an axis; each is made anew whenever it is taken from the list. See {@link #slice}. */
    public List<LabelMap> slices(Axis axis, int fixed) {
        return VolumeSlicing.lazily(size.count(axis), i -> slice(axis, i, fixed));
    }

    /** The ids that occur, ascending, without the background; every voxel is read. */
    public SortedSet<Integer> ids() {
        SortedSet<Integer> ids = new TreeSet<>();
        for (int t = 0; t < size.frames(); t++) {
            slices(Axis.Z, t).forEach(slice -> ids.addAll(slice.ids()));
        }
        return ids;
    }

    @Override
    public String toString() {
        return "LabelVolume " + size;
    }
}
