package org.samovar.image.io.tiff;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Walks the chain of page directories of a TIFF file (TIFF 6.0, section 2) or a BigTIFF (AWare Systems, "The BigTIFF File Format"), which has words of 64 bits; none may come
 * twice. */
final class TiffParser {
    static final int MAX_PAGES = 1 << 16;

    private static final int MAX_FIELDS = 1 << 16;
    private static final int MAX_BELOW = 64;
    private static final int MAX_DESCRIPTION = 1 << 26;
    /** Fields of sound files hardly share their values; those of hostile ones may all claim the whole file. */
    private static final int MOST_SHARED = 8;

    private static final int DESCRIPTION = 270;
    private static final int RATIONAL = 5;
    private static final int CLASSIC = 42;
    private static final int BIG = 43;

    private final RandomAccessFile in;
    private final ByteOrder order;
    private final boolean isBig;
    private final long fileLength;
    private long valueBytes;

    private TiffParser(RandomAccessFile in, ByteOrder order, boolean isBig) throws IOException {
        this.in = in;
        this.order = order;
        this.isBig = isBig;
        this.fileLength = in.length();
    }

    static boolean isSignature(byte[] head) {
        if (head.length < 4 || head[0] != head[1] || (head[0] != 'I' && head[0] != 'M')) {
            return false;
        }
        int version = ByteBuffer.wrap(head).order(order(head)).getShort(2);
        return version == CLASSIC || version == BIG;
    }

    /** The byte order that the first two bytes of a file name. */
    static ByteOrder order(byte[] head) {
        return head[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    /** The order of the file's numbers. */
    static ByteOrder order(RandomAccessFile in) throws IOException {
        byte[] head = new byte[2];
        in.seek(0);
        in.readFully(head);
        return order(head);
    }

    /** The directories of all pages, at least one. */
    static List<TiffDirectory> pages(RandomAccessFile in) throws IOException {
        TiffParser parser = of(in);
        return parser.directories(
                parser.isBig ? parser.read(8, 8).getLong() : parser.read(4, 4).getInt() & 0xffffffffL);
    }

    /** The directories of the pages below a page. */
    static List<TiffDirectory> below(RandomAccessFile in, TiffDirectory page) throws IOException {
        long[] places = page.below();
        if (places.length > MAX_BELOW) {
            throw new IOException("a page has " + places.length + " pages below it");
        }
        TiffParser parser = of(in);
        List<TiffDirectory> pages = new ArrayList<>();
        for (long place : places) {
            Table table = parser.table(place);
            pages.add(parser.directory(table.bytes, table.entries, false));
        }
        return pages;
    }

    private static TiffParser of(RandomAccessFile in) throws IOException {
        byte[] head = new byte[8];
        in.seek(0);
        in.readFully(head);
        ByteBuffer header = ByteBuffer.wrap(head).order(order(head));
        return new TiffParser(in, header.order(), header.getShort(2) == BIG);
    }

    /** The fields of a page, behind which stands the place of the next one. */
    private record Table(ByteBuffer bytes, int entries) {}

    private Table table(long at) throws IOException {
        long entries = isBig ? read(at, 8).getLong() : read(at, 2).getShort() & 0xffff;
        if (entries < 0 || entries > MAX_FIELDS) {
            throw new IOException("a page has too many fields");
        }
        return new Table(read(at + (isBig ? 8 : 2), entryBytes() * entries + wordBytes()), (int) entries);
    }

    private List<TiffDirectory> directories(long first) throws IOException {
        List<TiffDirectory> pages = new ArrayList<>();
        Set<Long> seen = new HashSet<>();
        for (long at = first; at != 0; ) {
            if (!seen.add(at) || pages.size() == MAX_PAGES) {
                throw new IOException("its pages have no end");
            }
            Table table = table(at);
            pages.add(directory(table.bytes, table.entries, pages.isEmpty()));
            at = word(table.bytes, entryBytes() * table.entries);
        }
        if (pages.isEmpty()) {
            throw new IOException("it has no page");
        }
        return pages;
    }

    /** Bytes of a place or a count. */
    private int wordBytes() {
        return isBig ? 8 : 4;
    }

    /** Bytes of a tag, a type, a count and a value or its place. */
    private int entryBytes() {
        return 4 + 2 * wordBytes();
    }

    private long word(ByteBuffer bytes, int at) {
        return isBig ? bytes.getLong(at) : bytes.getInt(at) & 0xffffffffL;
    }

    /** @param isFirst only there is a description of use */
    private TiffDirectory directory(ByteBuffer table, int entries, boolean isFirst) throws IOException {
        TiffDirectory page = new TiffDirectory();
        for (int i = 0; i < entries; i++) {
            ByteBuffer entry = table.slice(entryBytes() * i, entryBytes()).order(order);
            int tag = entry.getShort(0) & 0xffff;
            if (tag == DESCRIPTION) {
                page.describe(isFirst ? text(entry) : "");
            } else if (TiffDirectory.isResolution(tag) && entry.getShort(2) == RATIONAL) {
                page.put(tag, fraction(entry));
            } else if (TiffDirectory.isKnown(tag)) {
                page.put(tag, numbers(entry));
            }
        }
        page.requireSound(fileLength);
        return page;
    }

    private long[] numbers(ByteBuffer entry) throws IOException {
        int type = entry.getShort(2);
        int size =
                switch (type) {
                    case 1, 7 -> 1;
                    case 3 -> 2;
                    case 4, 13 -> 4;
                    case 16, 18 -> 8;
                    default -> throw new IOException("a field has the unknown type " + type);
                };
        ByteBuffer values = values(entry, size);
        long[] out = new long[values.remaining() / size];
        for (int i = 0; i < out.length; i++) {
            out[i] = switch (size) {
                case 1 -> values.get() & 0xff;
                case 2 -> values.getShort() & 0xffff;
                case 4 -> values.getInt() & 0xffffffffL;
                default -> values.getLong();
            };
        }
        return out;
    }

    /** Numerator and denominator. */
    private long[] fraction(ByteBuffer entry) throws IOException {
        ByteBuffer values = values(entry, 8);
        if (values.remaining() < 8) {
            throw new IOException("a resolution is empty");
        }
        return new long[] {values.getInt() & 0xffffffffL, values.getInt() & 0xffffffffL};
    }

    private String text(ByteBuffer entry) throws IOException {
        if (word(entry, 4) > MAX_DESCRIPTION) {
            return "";
        }
        ByteBuffer values = values(entry, 1);
        byte[] bytes = new byte[values.remaining()];
        values.get(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The values of an entry, in the entry itself where they fit. */
    private ByteBuffer values(ByteBuffer entry, int size) throws IOException {
        long count = word(entry, 4);
        if (count < 0 || count > fileLength) {
            throw new EOFException();
        }
        int word = wordBytes();
        long bytes = count * size;
        valueBytes += bytes;
        if (valueBytes > MOST_SHARED * fileLength + MAX_FIELDS) {
            throw new IOException("its fields are longer than the file");
        }
        return bytes <= word ? entry.slice(4 + word, (int) bytes).order(order) : read(word(entry, 4 + word), bytes);
    }

    private ByteBuffer read(long at, long bytes) throws IOException {
        if (at < 0 || at > fileLength - bytes || bytes > Integer.MAX_VALUE - 8) {
            throw new EOFException();
        }
        byte[] out = new byte[(int) bytes];
        in.seek(at);
        in.readFully(out);
        return ByteBuffer.wrap(out).order(order);
    }
}
