package org.samovar.image.io.tiff;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.samovar.image.io.Limits;

/**
 * The page directories of a TIFF file (TIFF 6.0, section 2), checked before a decoder trusts them: sizes within limits, no
 * directory twice, and all pixel data within the file.
 */
final class TiffDirectory {
    private static final int MAX_PAGES = 1 << 16;
    private static final int MAX_DESCRIPTION = 1 << 16;

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int DESCRIPTION = 270;
    private static final int STRIP_OFFSETS = 273;
    private static final int SAMPLES = 277;
    private static final int STRIP_BYTES = 279;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTES = 325;

    private static final Pattern CHANNELS = Pattern.compile("(?m)^ImageJ=[\\s\\S]*^channels=(\\d{1,5})$");

    private long width;
    private long height;
    private long samples = 1;
    private long[] offsets = {};
    private long[] lengths = {};
    private String description = "";

    private TiffDirectory() {}

    static boolean isSignature(byte[] head) {
        if (head.length < 4 || head[0] != head[1] || (head[0] != 'I' && head[0] != 'M')) {
            return false;
        }
        int version = head[0] == 'I' ? head[2] | head[3] << 8 : head[3] | head[2] << 8;
        return version == 42 || version == 43;
    }

    /** The directories of all pages, at least one. */
    static List<TiffDirectory> readAll(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] head = new byte[8];
            in.readFully(head);
            ByteOrder order = head[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
            ByteBuffer header = ByteBuffer.wrap(head).order(order);
            if (header.getShort(2) == 43) {
                throw new IOException("it is a BigTIFF, which this reader does not know");
            }
            return new Parser(in, order).directories(header.getInt(4) & 0xffffffffL);
        } catch (EOFException e) {
            throw new IOException("the file is cut off", e);
        }
    }

    /** Channels that ImageJ's description of the image names; 1 without one. */
    int imageJChannels() {
        Matcher matcher = CHANNELS.matcher(description);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 1;
    }

    private void requireSound(long fileLength) throws IOException {
        Limits.requireFits(width, height, samples);
        if (offsets.length == 0 || offsets.length != lengths.length) {
            throw new IOException("a page has no pixel data");
        }
        for (int i = 0; i < offsets.length; i++) {
            if (offsets[i] + lengths[i] > fileLength) {
                throw new IOException("the file is cut off");
            }
        }
    }

    /** Walks the chain of directories. */
    private static final class Parser {
        private final RandomAccessFile in;
        private final ByteOrder order;
        private final long fileLength;

        Parser(RandomAccessFile in, ByteOrder order) throws IOException {
            this.in = in;
            this.order = order;
            this.fileLength = in.length();
        }

        List<TiffDirectory> directories(long first) throws IOException {
            List<TiffDirectory> pages = new ArrayList<>();
            Set<Long> seen = new HashSet<>();
            for (long at = first; at != 0; ) {
                if (!seen.add(at) || pages.size() == MAX_PAGES) {
                    throw new IOException("its pages have no end");
                }
                int entries = read(at, 2).getShort() & 0xffff;
                ByteBuffer table = read(at + 2, 12L * entries + 4);
                pages.add(directory(table, entries));
                at = table.getInt(12 * entries) & 0xffffffffL;
            }
            if (pages.isEmpty()) {
                throw new IOException("it has no page");
            }
            return pages;
        }

        private TiffDirectory directory(ByteBuffer table, int entries) throws IOException {
            TiffDirectory page = new TiffDirectory();
            for (int i = 0; i < entries; i++) {
                ByteBuffer entry = table.slice(12 * i, 12).order(order);
                switch (entry.getShort(0) & 0xffff) {
                    case WIDTH -> page.width = single(entry);
                    case HEIGHT -> page.height = single(entry);
                    case SAMPLES -> page.samples = single(entry);
                    case STRIP_OFFSETS, TILE_OFFSETS -> page.offsets = numbers(entry);
                    case STRIP_BYTES, TILE_BYTES -> page.lengths = numbers(entry);
                    case DESCRIPTION -> page.description = text(entry);
                    default -> {}
                }
            }
            page.requireSound(fileLength);
            return page;
        }

        private long single(ByteBuffer entry) throws IOException {
            long[] values = numbers(entry);
            if (values.length != 1) {
                throw new IOException("a field has " + values.length + " values in place of one");
            }
            return values[0];
        }

        private long[] numbers(ByteBuffer entry) throws IOException {
            int type = entry.getShort(2);
            int size =
                    switch (type) {
                        case 1 -> 1;
                        case 3 -> 2;
                        case 4 -> 4;
                        default -> throw new IOException("a field has the unknown type " + type);
                    };
            ByteBuffer values = values(entry, size);
            long[] out = new long[values.remaining() / size];
            for (int i = 0; i < out.length; i++) {
                out[i] = switch (size) {
                    case 1 -> values.get() & 0xff;
                    case 2 -> values.getShort() & 0xffff;
                    default -> values.getInt() & 0xffffffffL;
                };
            }
            return out;
        }

        private String text(ByteBuffer entry) throws IOException {
            if ((entry.getInt(4) & 0xffffffffL) > MAX_DESCRIPTION) {
                return "";
            }
            ByteBuffer values = values(entry, 1);
            byte[] bytes = new byte[values.remaining()];
            values.get(bytes);
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }

        /** The values of an entry, in the entry itself where they fit. */
        private ByteBuffer values(ByteBuffer entry, int size) throws IOException {
            long bytes = (entry.getInt(4) & 0xffffffffL) * size;
            return bytes <= 4 ? entry.slice(8, (int) bytes).order(order) : read(entry.getInt(8) & 0xffffffffL, bytes);
        }

        private ByteBuffer read(long at, long bytes) throws IOException {
            if (at + bytes > fileLength || bytes > Integer.MAX_VALUE) {
                throw new EOFException();
            }
            byte[] out = new byte[(int) bytes];
            in.seek(at);
            in.readFully(out);
            return ByteBuffer.wrap(out).order(order);
        }
    }
}
