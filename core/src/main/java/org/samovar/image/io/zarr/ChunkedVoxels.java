package org.samovar.image.io.zarr;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.samovar.geometry.Region;
import org.samovar.geometry.UserError;
import org.samovar.image.VoxelSource;
import org.samovar.image.io.raw.ChunkCache;
import org.samovar.image.io.zarr.Axes.Role;

/** The values of an array, whose chunks are read when a part of them is asked for. */
final class ChunkedVoxels implements VoxelSource {
    private static final ByteBuffer NOT_STORED = ByteBuffer.allocate(0);

    private final ChunkedArray array;
    private final Axes axes;
    private final String name;
    private final ChunkCache<Chunk> cache;

    /** A chunk of an array. */
    record Chunk(ChunkedVoxels of, List<Integer> index) {}

    /** @param name what errors call it
     * @param cache may be that of several arrays */
    ChunkedVoxels(ChunkedArray array, Axes axes, String name, ChunkCache<Chunk> cache) {
        this.array = array;
        this.axes = axes;
        this.name = name;
        this.cache = cache;
    }

    @Override
    public double[] read(Region window, int z, int t, int c) {
        int[] at = new int[array.shape().length];
        put(at, Role.Z, z);
        put(at, Role.T, t);
        put(at, Role.C, c);
        double[] out = new double[window.size().pixels()];
        int height = array.chunk()[axes.place(Role.Y)];
        int width = array.chunk()[axes.place(Role.X)];
        int right = window.x() + window.width();
        int bottom = window.y() + window.height();
        for (int y = window.y(); y < bottom; y = next(y, height, bottom)) {
            for (int x = window.x(); x < right; x = next(x, width, right)) {
                at[axes.place(Role.Y)] = y;
                at[axes.place(Role.X)] = x;
                Region part = new Region(x, y, next(x, width, right) - x, next(y, height, bottom) - y);
                copy(at, part, window, out);
            }
        }
        return out;
    }

    private void put(int[] at, Role role, int value) {
        if (axes.place(role) >= 0) {
            at[axes.place(role)] = value;
        }
    }

    /** Where the next chunk begins, or the window ends. */
    private static int next(int at, int step, int end) {
        return (int) Math.min(end, ((long) at / step + 1) * step);
    }

    /** @param part that lies in the chunk that a place is in */
    private void copy(int[] at, Region part, Region window, double... out) {
        ByteBuffer values = chunk(at);
        int first = 0;
        for (int axis = 0; axis < at.length; axis++) {
            first += at[axis] % array.chunk()[axis] * array.strides()[axis];
        }
        int stepX = array.strides()[axes.place(Role.X)];
        int stepY = array.strides()[axes.place(Role.Y)];
        for (int y = 0; y < part.height(); y++) {
            int to = (part.y() - window.y() + y) * window.width() + part.x() - window.x();
            if (values == NOT_STORED) {
                Arrays.fill(out, to, to + part.width(), array.fill());
                continue;
            }
            for (int x = 0; x < part.width(); x++) {
                out[to + x] = array.type().get(values, first + y * stepY + x * stepX);
            }
        }
    }

    private ByteBuffer chunk(int... at) {
        int[] index = new int[at.length];
        List<Integer> key = new ArrayList<>();
        for (int axis = 0; axis < at.length; axis++) {
            index[axis] = at[axis] / array.chunk()[axis];
            key.add(index[axis]);
        }
        try {
            return cache.get(new Chunk(this, key), () -> array.read(index).orElse(NOT_STORED));
        } catch (UserError e) {
            throw new UserError("Cannot read " + name + ": " + e.getMessage() + ".", e);
        } catch (IOException | RuntimeException e) {
            // decoders run into damaged data with exceptions of every kind
            String why = e instanceof EOFException ? "cut off" : "damaged";
            throw new UserError(
                    "Cannot read chunk " + Arrays.toString(index) + " of " + name + ": it is " + why + ".", e);
        }
    }
}
