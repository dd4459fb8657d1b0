package org.samovar.image.io.tiff;

import java.io.EOFException;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Undoes the compression of a strip or tile (TIFF 6.0, sections 9 and 13); never writes more than was asked for. */
final class Unpacking {
    private Unpacking() {}

    static boolean isKnown(int compression) {
        return switch (compression) {
            case TiffDirectory.NO_COMPRESSION, TiffDirectory.LZW, TiffDirectory.DEFLATE -> true;
            case TiffDirectory.OLD_DEFLATE, TiffDirectory.PACK_BITS -> true;
            default -> false;
        };
    }

    /**
     * Unpacks one segment.
     *
     * @param bytes length of the result
     * @throws EOFException when the data end before
     */
    static byte[] unpack(byte[] packed, int compression, int bytes) throws IOException {
        byte[] out = new byte[bytes];
        int length =
                switch (compression) {
                    case TiffDirectory.NO_COMPRESSION -> copy(packed, out);
                    case TiffDirectory.LZW -> new Lzw(packed).read(out);
                    case TiffDirectory.PACK_BITS -> packBits(packed, out);
                    default -> inflate(packed, out);
                };
        if (length < bytes) {
            throw new EOFException();
        }
        return out;
    }

    private static int copy(byte[] packed, byte[] out) {
        int n = Math.min(packed.length, out.length);
        System.arraycopy(packed, 0, out, 0, n);
        return n;
    }

    private static int inflate(byte[] packed, byte[] out) throws IOException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            int length = 0;
            while (length < out.length && !inflater.finished() && !inflater.needsInput()) {
                int n = inflater.inflate(out, length, out.length - length);
                if (n == 0) {
                    break;
                }
                length += n;
            }
            return length;
        } catch (DataFormatException e) {
            throw new IOException("its packed data do not make sense", e);
        } finally {
            inflater.end();
        }
    }

    private static int packBits(byte[] packed, byte[] out) {
        int at = 0;
        int length = 0;
        while (at < packed.length && length < out.length) {
            int code = packed[at++];
            if (code >= 0) {
                for (int k = 0; k <= code && at < packed.length && length < out.length; k++) {
                    out[length++] = packed[at++];
                }
            } else if (code != -128 && at < packed.length) {
                for (int k = 0; k <= -code && length < out.length; k++) {
                    out[length++] = packed[at];
                }
                at++;
            }
        }
        return length;
    }

    /** LZW with codes of 9 to 12 bits, most significant bit first, that widen one code early. */
    private static final class Lzw {
        private static final int CLEAR = 256;
        private static final int END = 257;
        private static final int CODES = 4096;

        private final byte[] packed;
        private int bitsAt;
        /** Of each code the string it continues, its last byte and its length. */
        private final int[] prefix = new int[CODES];

        private final byte[] last = new byte[CODES];
        private final int[] length = new int[CODES];

        Lzw(byte[] packed) {
            this.packed = packed;
            for (int i = 0; i < CLEAR; i++) {
                last[i] = (byte) i;
                length[i] = 1;
            }
        }

        int read(byte[] out) throws IOException {
            int written = 0;
            int next = END + 1;
            int previous = -1;
            while (written < out.length) {
                int code = code(next);
                if (code == END) {
                    break;
                }
                if (code == CLEAR) {
                    next = END + 1;
                    previous = -1;
                    continue;
                }
                if (code > next || (code == next && previous < 0) || next == CODES) {
                    throw new IOException("its packed data do not make sense");
                }
                if (previous >= 0) {
                    prefix[next] = previous;
                    length[next] = length[previous] + 1;
                    last[next] = first(code == next ? previous : code);
                    next++;
                } else if (code > END) {
                    throw new IOException("its packed data do not make sense");
                }
                written = write(code, out, written);
                previous = code;
            }
            return written;
        }

        private byte first(int code) {
            int at = code;
            while (length[at] > 1) {
                at = prefix[at];
            }
            return last[at];
        }

        private int write(int code, byte[] out, int written) {
            int at = code;
            for (int i = written + length[code] - 1; i >= written; i--) {
                if (i < out.length) {
                    out[i] = last[at];
                }
                at = prefix[at];
            }
            return Math.min(out.length, written + length[code]);
        }

        /** The next code; the end where the data end. */
        private int code(int next) {
            int width = next < 511 ? 9 : next < 1023 ? 10 : next < 2047 ? 11 : 12;
            if (bitsAt + width > 8 * packed.length) {
                return END;
            }
            int value = 0;
            for (int k = 0; k < width; k++, bitsAt++) {
                value = value << 1 | packed[bitsAt >> 3] >> (7 - (bitsAt & 7)) & 1;
            }
            return value;
        }
    }
}
