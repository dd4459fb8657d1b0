package org.samovar.io.npy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The format of {@code numpy.lib.format}: six magic bytes, a version, the length of a header, the header as a Python dictionary of
 * three entries, then the elements. No length in it is believed before it is checked.
 */
final class NpyReader {
    /** What is wrong with the bytes, as the end of a sentence. */
    static final class Malformed extends IOException {
        private static final long serialVersionUID = 1L;

        Malformed(String what) {
            super(what);
        }
    }

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int MAX_HEADER = 1 << 16;
    private static final long MAX_BYTES = 1L << 30;
    private static final int MAX_AXES = 32;
    private static final Pattern HEADER = Pattern.compile(
            "\\{\\s*'descr':\\s*'([^']{2,4})',\\s*'fortran_order':\\s*(True|False),\\s*'shape':\\s*\\(([0-9, ]*)\\),?\\s*\\}\\s*");
    private static final Map<String, NpyArray.Type> TYPES = Map.of(
            "|b1", NpyArray.Type.BOOL,
            "|u1", NpyArray.Type.UINT8,
            "<i4", NpyArray.Type.INT32,
            "<i8", NpyArray.Type.INT64,
            "<f4", NpyArray.Type.FLOAT32,
            "<f8", NpyArray.Type.FLOAT64);

    private NpyReader() {}

    static NpyArray read(InputStream in) throws IOException {
        Matcher header = HEADER.matcher(header(in));
        if (!header.matches()) {
            throw new Malformed("its header is not that of an array of numbers");
        }
        NpyArray.Type type = TYPES.get(header.group(1));
        if (type == null) {
            throw new Malformed("its numbers are of type " + header.group(1)
                    + "; bool, uint8, int32, int64, float32 and float64 are read");
        }
        if (header.group(2).equals("True")) {
            throw new Malformed("it is stored column by column");
        }
        long[] shape = shape(header.group(3));
        return new NpyArray(type, shape, exactly(in, bytes(shape, type)));
    }

    private static String header(InputStream in) throws IOException {
        if (!Arrays.equals(exactly(in, MAGIC.length), MAGIC)) {
            throw new Malformed("it does not start as one");
        }
        int version = exactly(in, 2)[0];
        if (version < 1 || version > 3) {
            throw new Malformed("its format version " + version + " is not known");
        }
        byte[] length = exactly(in, version == 1 ? 2 : 4);
        long size = 0;
        for (int i = length.length - 1; i >= 0; i--) {
            size = size << 8 | length[i] & 0xff;
        }
        if (size > MAX_HEADER) {
            throw new Malformed("its header is said to have " + size + " bytes");
        }
        return new String(exactly(in, size), StandardCharsets.UTF_8);
    }

    private static long[] shape(String lengths) throws Malformed {
        String[] parts = lengths.isBlank() ? new String[0] : lengths.strip().split("\\s*,\\s*", -1);
        int axes = parts.length > 0 && parts[parts.length - 1].isEmpty() ? parts.length - 1 : parts.length;
        if (axes > MAX_AXES) {
            throw new Malformed("it has " + axes + " axes");
        }
        long[] shape = new long[axes];
        for (int i = 0; i < axes; i++) {
            if (!parts[i].matches("[0-9]{1,10}")) {
                throw new Malformed("its shape (" + lengths + ") is none");
            }
            shape[i] = Long.parseLong(parts[i]);
        }
        return shape;
    }

    private static long bytes(long[] shape, NpyArray.Type type) throws Malformed {
        long bytes = type.bytes();
        for (long length : shape) {
            bytes *= length;
            if (bytes > MAX_BYTES) {
                throw new Malformed("its shape " + Arrays.toString(shape) + " is too large");
            }
        }
        return bytes;
    }

    /** Reads as it goes, so that a length without bytes behind it takes no memory. */
    private static byte[] exactly(InputStream in, long count) throws IOException {
        byte[] out = in.readNBytes((int) count);
        if (out.length < count) {
            throw new Malformed("it ends too early");
        }
        return out;
    }
}
