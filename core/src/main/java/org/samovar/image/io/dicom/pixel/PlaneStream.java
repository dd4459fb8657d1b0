package org.samovar.image.io.dicom.pixel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.samovar.geometry.Region;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.VoxelSource;
import org.samovar.image.io.Limits;
import org.samovar.image.io.Residence;
import org.samovar.image.io.raw.RawLayout;
import org.samovar.image.io.raw.RawVoxels;
import org.samovar.image.io.raw.VoxelType;

/** Planes of whole numbers one behind the other: all channels of a slice, then the next slice. */
public final class PlaneStream extends InputStream {
    /** Where planes come from; safe for use by several threads. */
    @FunctionalInterface
    public interface Planes {
        /**
         * The values of a plane, row by row.
         *
         * @throws IOException naming the slice and what is wrong with its data
         */
        double[] read(int z, int t, int c) throws IOException;
    }

    private final Planes planes;
    private final RawLayout layout;
    private long next;
    private ByteBuffer plane = ByteBuffer.allocate(0);

    private PlaneStream(Planes planes, RawLayout layout) {
        this.planes = planes;
        this.layout = layout;
    }

    /**
     * Planes as voxels: all read into memory where they take a small part of it and need not stay on the disk, else each when
     * it is asked for.
     *
     * @param type that holds their values
     * @throws IOException as the planes do
     */
    public static VoxelSource voxels(Planes planes, VolumeSize size, int channels, VoxelType type, Residence residence)
            throws IOException {
        long plane = (long) size.width() * size.height();
        long slice = plane * channels; // channels behind each other, as a frame is unpacked with all of them
        RawLayout layout = new RawLayout(
                size,
                channels,
                type,
                ByteOrder.LITTLE_ENDIAN,
                1,
                size.width(),
                slice,
                slice * size.depth(),
                plane,
                1,
                0);
        if (residence == Residence.AS_FITS && Limits.isSmall(layout.bytes())) {
            return RawVoxels.ofStream(new PlaneStream(planes, layout), layout);
        }
        return (window, z, t, c) -> {
            try {
                return crop(planes.read(z, t, c), size.width(), window);
            } catch (UserError e) {
                throw new UserError(unread(e), e.hint().orElse(null), e);
            } catch (IOException e) {
                throw new UserError(unread(e), e);
            }
        };
    }

    private static String unread(Exception e) {
        return "Cannot go on reading the volume: " + e.getMessage() + ".";
    }

    private static double[] crop(double[] plane, int width, Region window) {
        double[] out = new double[window.size().pixels()];
        for (int y = 0; y < window.height(); y++) {
            int from = (window.y() + y) * width + window.x();
            System.arraycopy(plane, from, out, y * window.width(), window.width());
        }
        return out;
    }

    @Override
    public int read() throws IOException {
        return advance() ? plane.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] out, int from, int length) throws IOException {
        if (length > 0 && !advance()) {
            return -1;
        }
        int count = Math.min(length, plane.remaining());
        plane.get(out, from, count);
        return count;
    }

    /** Whether there is a byte. */
    private boolean advance() throws IOException {
        int depth = layout.size().depth();
        long slices = (long) depth * layout.size().frames();
        if (!plane.hasRemaining() && next < slices * layout.channels()) {
            int slice = Math.toIntExact(next / layout.channels());
            double[] values = planes.read(slice % depth, slice / depth, (int) (next % layout.channels()));
            plane = ByteBuffer.allocate(
                            Math.multiplyExact(values.length, layout.type().bytes()))
                    .order(layout.order());
            for (double value : values) {
                layout.type().put(plane, value);
            }
            plane.flip();
            next++;
        }
        return plane.hasRemaining();
    }
}
