package org.samovar.image.io.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The fields of one page to be written, little-endian (TIFF 6.0, section 2). */
final class TiffEntries {
    private static final int ENTRY = 12;

    private enum Type {
        ASCII(2, 1),
        SHORT(3, 2),
        LONG(4, 4),
        RATIONAL(5, 8);

        private final int code;
        private final int bytes;

        Type(int code, int bytes) {
            this.code = code;
            this.bytes = bytes;
        }
    }

    private record Entry(Type type, byte[] values) {}

    private final Map<Integer, Entry> entries = new TreeMap<>();

    /** Numbers of 16 bits. */
    TiffEntries shorts(int tag, int... values) {
        ByteBuffer bytes = buffer(Type.SHORT.bytes * values.length);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        entries.put(tag, new Entry(Type.SHORT, bytes.array()));
        return this;
    }

    /** Numbers of 32 bits. */
    TiffEntries longs(int tag, long... values) {
        ByteBuffer bytes = buffer(Type.LONG.bytes * values.length);
        for (long value : values) {
            bytes.putInt((int) value);
        }
        entries.put(tag, new Entry(Type.LONG, bytes.array()));
        return this;
    }

    TiffEntries fraction(int tag, long numerator, long denominator) {
        byte[] bytes = buffer(Type.RATIONAL.bytes)
                .putInt((int) numerator)
                .putInt((int) denominator)
                .array();
        entries.put(tag, new Entry(Type.RATIONAL, bytes));
        return this;
    }

    TiffEntries text(int tag, String value) {
        entries.put(tag, new Entry(Type.ASCII, (value + "\0").getBytes(StandardCharsets.ISO_8859_1)));
        return this;
    }

    /** Bytes that they take, an even number. */
    int length() {
        int length = 2 + ENTRY * entries.size() + 4;
        for (Entry entry : entries.values()) {
            length += outside(entry);
        }
        return length;
    }

    /** Bytes of values that do not fit the entry itself, with what makes them even. */
    private static int outside(Entry entry) {
        return entry.values.length > 4 ? entry.values.length + entry.values.length % 2 : 0;
    }

    /**
     * The directory and the values behind it.
     *
     * @param start where it stands in the file
     * @param next where the next one stands; 0 behind the last
     */
    byte[] bytes(long start, long next) {
        ByteBuffer out = buffer(length());
        out.putShort((short) entries.size());
        int outside = 2 + ENTRY * entries.size() + 4;
        for (Map.Entry<Integer, Entry> e : entries.entrySet()) {
            Entry entry = e.getValue();
            out.putShort(e.getKey().shortValue()).putShort((short) entry.type.code);
            out.putInt(entry.values.length / entry.type.bytes);
            if (outside(entry) == 0) {
                out.put(entry.values).put(new byte[4 - entry.values.length]);
            } else {
                out.putInt((int) (start + outside));
                out.put(outside, entry.values);
                outside += outside(entry);
            }
        }
        out.putInt((int) next);
        return out.array();
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The first bytes of a file whose first page is described at the given place. */
    static byte[] header(long first) {
        return buffer(8)
                .put((byte) 'I')
                .put((byte) 'I')
                .putShort((short) 42)
                .putInt((int) first)
                .array();
    }
}
