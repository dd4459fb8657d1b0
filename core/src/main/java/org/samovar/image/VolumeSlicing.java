package org.samovar.image;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.IntFunction;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;
import org.samovar.geometry.VolumeSize;

/** Cuts volumes along their axes. */
final class VolumeSlicing {
    private VolumeSlicing() {}

    /** One channel of a slice, row by row; see {@link Volume#slice}. */
    static double[] slice(VolumeSize size, VoxelSource voxels, Axis axis, int index, int fixed, int c) {
        requireWithin(index, size.count(axis), "slice");
        requireWithin(fixed, axis == Axis.T ? size.depth() : size.frames(), axis == Axis.T ? "slice" : "frame");
        return switch (axis) {
            case X -> rows(size, voxels, new Region(index, 0, 1, size.height()), fixed, c);
            case Y -> rows(size, voxels, new Region(0, index, size.width(), 1), fixed, c);
            case Z -> voxels.read(size.slice(axis).region(), index, fixed, c);
            case T -> voxels.read(size.slice(axis).region(), fixed, index, c);
        };
    }

    /** A line of each plane, one below the other. */
    private static double[] rows(VolumeSize size, VoxelSource voxels, Region line, int t, int c) {
        int length = line.size().pixels();
        double[] out = new double[length * size.depth()];
        for (int z = 0; z < size.depth(); z++) {
            System.arraycopy(voxels.read(line, z, t, c), 0, out, z * length, length);
        }
        return out;
    }

    /** A source of slices in memory that were cut along an axis at one point in time, or in one plane along the time. */
    static <R extends Raster> VoxelSource joined(List<R> slices, Axis axis, Reader<R> reader) {
        List<R> kept = List.copyOf(slices);
        return (window, z, t, c) -> {
            double[] out = new double[window.size().pixels()];
            int i = 0;
            for (int y = window.y(); y < window.y() + window.height(); y++) {
                for (int x = window.x(); x < window.x() + window.width(); x++) {
                    out[i++] = switch (axis) {
                        case X -> reader.get(kept.get(x), y, z, c);
                        case Y -> reader.get(kept.get(y), x, z, c);
                        case Z -> reader.get(kept.get(z), x, y, c);
                        case T -> reader.get(kept.get(t), x, y, c);
                    };
                }
            }
            return out;
        };
    }

    /** The volume that slices along an axis make, all of one size. */
    static VolumeSize size(List<? extends Raster> slices, Axis axis) {
        if (slices.isEmpty()) {
            throw new IllegalArgumentException("a volume of no slices");
        }
        Size first = slices.get(0).size();
        for (Raster slice : slices) {
            if (!slice.size().equals(first)) {
                throw new IllegalArgumentException("slices of " + first + " and " + slice.size() + " pixels");
            }
        }
        int n = slices.size();
        return switch (axis) {
            case X -> new VolumeSize(n, first.width(), first.height(), 1);
            case Y -> new VolumeSize(first.width(), n, first.height(), 1);
            case Z -> new VolumeSize(first.width(), first.height(), n, 1);
            case T -> new VolumeSize(first.width(), first.height(), 1, n);
        };
    }

    /** A pixel of a slice. */
    interface Reader<R> {
        double get(R slice, int column, int row, int c);
    }

    /** A list that computes each element whenever it is asked for. */
    static <R> List<R> lazily(int size, IntFunction<R> element) {
        return new Lazy<>(size, element);
    }

    private static final class Lazy<R> extends AbstractList<R> implements RandomAccess {
        private final int size;
        private final IntFunction<R> element;

        Lazy(int size, IntFunction<R> element) {
            this.size = size;
            this.element = element;
        }

        @Override
        public R get(int index) {
            return element.apply(index);
        }

        @Override
        public int size() {
            return size;
        }
    }

    private static void requireWithin(int index, int count, String what) {
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException(what + " " + index + " of " + count);
        }
    }
}
