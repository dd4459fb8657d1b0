package org.samovar.image.io.dicom.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers from a stream whose place is known. */
final class DicomInput implements AutoCloseable {
    private static final int BUFFER = 1 << 13;

    private final InputStream in;
    private long position;

    /** @param in closed with this */
    DicomInput(InputStream in) {
        this.in = new BufferedInputStream(in, BUFFER);
    }

    /** Bytes behind the beginning. */
    long position() {
        return position;
    }

    /** What follows, which stays to be read; fewer bytes where the stream ends. */
    byte[] peek(int count) throws IOException {
        in.mark(count);
        byte[] out = in.readNBytes(count);
        in.reset();
        return out;
    }

    /** Bytes of a length that has been checked. */
    byte[] bytes(int count) throws IOException {
        byte[] out = in.readNBytes(count);
        if (out.length < count) {
            throw new EOFException();
        }
        position += count;
        return out;
    }

    void skip(long count) throws IOException {
        in.skipNBytes(count);
        position += count;
    }

    int unsigned16(ByteOrder order) throws IOException {
        return ByteBuffer.wrap(bytes(2)).order(order).getShort() & 0xffff;
    }

    long unsigned32(ByteOrder order) throws IOException {
        return ByteBuffer.wrap(bytes(4)).order(order).getInt() & 0xffffffffL;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
