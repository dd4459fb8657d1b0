package org.samovar.image.io.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The fields of one page to be written, little-endian (TIFF 6.0, section 2; for files larger than 4 GB, AWare Systems, "The
 * BigTIFF File Format").
 */
final class TiffEntries {
    /** Kinds of files. */
    enum Form {
        CLASSIC(42, 2, 4),
        BIG(43, 8, 8);

        private final int version;
        private final int countBytes;
        private final int wordBytes;

        Form(int version, int countBytes, int wordBytes) {
            this.version = version;
            this.countBytes = countBytes;
            this.wordBytes = wordBytes;
        }

        int headerBytes() {
            return 2 * wordBytes;
        }

        /** The first bytes of a file whose first page is described right behind them. */
        byte[] header() {
            return header(headerBytes());
        }

        /** The first bytes of a file whose first page is described at the given place. */
        byte[] header(long first) {
            ByteBuffer out = buffer(headerBytes()).put((byte) 'I').put((byte) 'I');
            out.putShort((short) version);
            if (this == BIG) {
                out.putShort((short) wordBytes).putShort((short) 0);
            }
            return putWord(out, first).array();
        }

        private ByteBuffer putWord(ByteBuffer out, long value) {
            return this == BIG ? out.putLong(value) : out.putInt((int) value);
        }

        private int entryBytes() {
            return 4 + 2 * wordBytes;
        }
    }

    private enum Type {
        ASCII(2, 1),
        SHORT(3, 2),
        LONG(4, 4),
        RATIONAL(5, 8),
        LONG8(16, 8);

        private final int code;
        private final int bytes;

        Type(int code, int bytes) {
            this.code = code;
            this.bytes = bytes;
        }
    }

    private record Entry(Type type, byte[] values) {}

    private final Form form;
    private final Map<Integer, Entry> entries = new TreeMap<>();

    TiffEntries(Form form) {
        this.form = form;
    }

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

    /** Places or lengths in the file. */
    TiffEntries places(int tag, long... values) {
        Type type = form == Form.BIG ? Type.LONG8 : Type.LONG;
        ByteBuffer bytes = buffer(type.bytes * values.length);
        for (long value : values) {
            form.putWord(bytes, value);
        }
        entries.put(tag, new Entry(type, bytes.array()));
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
        int length = tableBytes();
        for (Entry entry : entries.values()) {
            length += outside(entry);
        }
        return length;
    }

    private int tableBytes() {
        return form.countBytes + form.entryBytes() * entries.size() + form.wordBytes;
    }

    /** Bytes of values that do not fit the entry itself, with what makes them even. */
    private int outside(Entry entry) {
        return entry.values.length > form.wordBytes ? entry.values.length + entry.values.length % 2 : 0;
    }

    /**
     * The directory and the values behind it.
     *
     * @param start where it stands in the file
     * @param next where the next one stands; 0 behind the last
     */
    byte[] bytes(long start, long next) {
        ByteBuffer out = buffer(length());
        if (form == Form.BIG) {
            out.putLong(entries.size());
        } else {
            out.putShort((short) entries.size());
        }
        int outside = tableBytes();
        for (Map.Entry<Integer, Entry> e : entries.entrySet()) {
            Entry entry = e.getValue();
            out.putShort(e.getKey().shortValue()).putShort((short) entry.type.code);
            form.putWord(out, entry.values.length / entry.type.bytes);
            if (outside(entry) == 0) {
                out.put(entry.values).put(new byte[form.wordBytes - entry.values.length]);
            } else {
                form.putWord(out, start + outside);
                out.put(outside, entry.values);
                outside += outside(entry);
            }
        }
        return form.putWord(out, next).array();
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
