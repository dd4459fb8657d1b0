package org.samovar.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** A stream that takes buffers, mapped ones too, and counts what it took. */
final class ByteSink {
    private static final int CHUNK = 1 << 20;

    private final OutputStream out;
    private final byte[] chunk = new byte[CHUNK];
    private long position;

    ByteSink(OutputStream out) {
        this.out = out;
    }

    /** Appends the bytes between a buffer's position and limit; the buffer itself stays as it is. */
    void append(ByteBuffer bytes) throws IOException {
        ByteBuffer left = bytes.duplicate();
        position += left.remaining();
        while (left.hasRemaining()) {
            int length = Math.min(left.remaining(), CHUNK);
            left.get(chunk, 0, length);
            out.write(chunk, 0, length);
        }
    }

    /** Bytes taken so far. */
    long position() {
        return position;
    }
}
