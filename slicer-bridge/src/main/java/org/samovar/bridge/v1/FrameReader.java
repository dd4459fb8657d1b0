package org.samovar.bridge.v1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * Takes frames out of a stream of bytes. What a header claims is checked against the limits before anything is allocated, and memory grows with the bytes
 * that come, so that a claim alone costs nothing.
 */
public final class FrameReader {
    /** The first piece of a part; each further one is as large as all before it. */
    private static final int FIRST_PIECE = 1 << 16;

    private final InputStream in;

    /** @param in buffered, since headers are read byte by byte; not closed */
    public FrameReader(InputStream in) {
        this.in = in;
    }

    /** How large the parts of a frame may be. */
    public enum Allowance {
        /** Before the other side has proved itself: 4 KiB in all. */
        HELLO(4096 - Frame.HEADER, 0),
        /** Whatever the protocol allows. */
        ANY(Frame.MOST_META, Frame.MOST_BODY);

        private final int meta;
        private final int body;

        Allowance(int meta, int body) {
            this.meta = meta;
            this.body = body;
        }
    }

    /**
     * Waits for the next frame.
     *
     * @return it, or nothing where the stream ends between two frames
     * @throws Fault BAD_FRAME or PROTOCOL_MISMATCH; nothing sensible can be read from the stream after it
     * @throws NoFrameException at the first byte that no frame begins with
     * @throws EOFException when the stream ends within a frame
     */
    public Optional<Frame> read(Allowance allowance) throws Fault, IOException {
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        requireMagic(0, first);
        for (int i = 1; i < 4; i++) {
            requireMagic(i, next());
        }
        requireMajor(next());
        ByteBuffer header =
                ByteBuffer.wrap(bytes(Frame.HEADER - Integer.BYTES - 1)).order(ByteOrder.LITTLE_ENDIAN);
        FrameType type = type(Byte.toUnsignedInt(header.get()));
        if (header.getShort() != 0) {
            throw bad("A reserved flag is set.");
        }
        long id = Integer.toUnsignedLong(header.getInt());
        int meta = length("meta part", Integer.toUnsignedLong(header.getInt()), allowance.meta);
        int body = length("body", header.getLong(), allowance.body);
        return Optional.of(new Frame(type, id, Json.parse(bytes(meta)), bytes(body)));
    }

    private static void requireMagic(int index, int found) throws NoFrameException {
        if (found != Frame.magic(index)) {
            throw new NoFrameException();
        }
    }

    private static void requireMajor(int major) throws Fault {
        if (major != Frame.MAJOR) {
            throw new Fault(
                    ErrorCode.PROTOCOL_MISMATCH,
                    "The other side speaks version " + major + " of the protocol, and this one version " + Frame.MAJOR
                            + ".",
                    "Install the versions of both programs that belong together.");
        }
    }

    private static FrameType type(int code) throws Fault {
        return FrameType.of(code).orElseThrow(() -> bad("There is no type " + code + " of frames."));
    }

    private static int length(String part, long claimed, int most) throws Fault {
        if (Long.compareUnsigned(claimed, most) > 0) {
            throw bad("A " + part + " of " + Long.toUnsignedString(claimed) + " bytes is larger than the limit, " + most
                    + ".");
        }
        return (int) claimed;
    }

    private static Fault bad(String message) {
        return new Fault(ErrorCode.BAD_FRAME, message);
    }

    private int next() throws IOException {
        int value = in.read();
        if (value < 0) {
            throw new EOFException();
        }
        return value;
    }

    private byte[] bytes(int length) throws IOException {
        byte[] bytes = new byte[Math.min(length, FIRST_PIECE)];
        int filled = 0;
        while (filled < length) {
            if (filled == bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(length, 2 * filled));
            }
            int read = in.read(bytes, filled, bytes.length - filled);
            if (read < 0) {
                throw new EOFException();
            }
            filled += read;
        }
        return bytes;
    }
}
