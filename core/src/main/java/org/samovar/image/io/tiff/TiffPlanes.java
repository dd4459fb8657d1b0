package org.samovar.image.io.tiff;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.io.raw.VoxelType;

/** The pages of a stack one behind the other, unpacked: channel by channel, each with all its slices, little-endian. */
final class TiffPlanes extends InputStream {
    private final RandomAccessFile in;
    private final TiffStack stack;
    private final VoxelType type;
    private int next;
    private ByteBuffer plane = ByteBuffer.allocate(0);

    TiffPlanes(RandomAccessFile in, TiffStack stack) {
        this.in = in;
        this.stack = stack;
        this.type = stack.type();
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
        VolumeSize size = stack.info().size();
        int perChannel = size.depth() * size.frames();
        if (!plane.hasRemaining() && next < perChannel * stack.info().channels()) {
            int place = next % perChannel;
            double[] values = stack.plane(in, place % size.depth(), place / size.depth(), next / perChannel);
            plane = ByteBuffer.allocate(Math.multiplyExact(values.length, type.bytes()))
                    .order(ByteOrder.LITTLE_ENDIAN);
            for (double value : values) {
                type.put(plane, value);
            }
            plane.flip();
            next++;
        }
        return plane.hasRemaining();
    }
}
