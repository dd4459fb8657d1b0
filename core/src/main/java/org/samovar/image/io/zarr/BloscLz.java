package org.samovar.image.io.zarr;

import java.io.EOFException;
import java.io.IOException;

/** The packing that is Blosc's own (C-Blosc, blosclz.c): literals and matches as in LZ77, with codes of one byte. */
final class BloscLz {
    private static final int FAR = 31 << 8;
    private static final int FARTHEST_NEAR = 8191;

    private final byte[] in;
    private final int end;
    private int at;

    private BloscLz(byte[] in, int from, int length) {
        this.in = in;
        this.at = from;
        this.end = from + length;
    }

    /** The number of bytes that came out, at most {@code most}. */
    static int unpack(byte[] in, int from, int length, byte[] out, int to, int most) throws IOException {
        return length == 0 ? 0 : new BloscLz(in, from, length).run(out, to, most);
    }

    private int run(byte[] out, int to, int most) throws IOException {
        int written = to;
        int code = next() & 31;
        while (true) {
            if (code < 32) {
                int count = code + 1;
                if (count > to + most - written || count > end - at) {
                    throw new EOFException();
                }
                System.arraycopy(in, at, out, written, count);
                at += count;
                written += count;
            } else {
                int length = length(code);
                int from = written - distance(code);
                if (from < to || length > to + most - written) {
                    throw new IOException("its packed data do not make sense");
                }
                // byte by byte, as a match may reach into itself
                for (int i = 0; i < length; i++) {
                    out[written + i] = out[from + i];
                }
                written += length;
            }
            if (at >= end) {
                return written - to;
            }
            code = next();
        }
    }

    private int length(int code) throws IOException {
        int length = (code >> 5) - 1;
        if (length == 6) {
            int more = next();
            length += more;
            while (more == 255) {
                more = next();
                length += more;
            }
        }
        return length + 3;
    }

    private int distance(int code) throws IOException {
        int high = (code & 31) << 8;
        int low = next();
        if (low == 255 && high == FAR) {
            return (next() << 8 | next()) + FARTHEST_NEAR + 1;
        }
        return high + low + 1;
    }

    private int next() throws IOException {
        if (at >= end) {
            throw new EOFException();
        }
        return in[at++] & 0xff;
    }
}
