package org.samovar.checkpoint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The central directory of a ZIP archive whose entries are stored, not compressed, as {@code torch.save} writes it.
 *
 * <p>The JDK's reader cannot tell where an entry's bytes lie, and mapping needs just that. Layout: PKWARE APPNOTE 6.3.10, sections 4.3.7 (local header),
 * 4.3.12 (central directory), 4.3.14 to 4.3.16 (ends) and 4.5.3 (ZIP64 extra field).
 */
final class ZipDirectory {
    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int CENTRAL_HEADER = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int ZIP64_END = 0x06064b50;
    private static final int ZIP64_LOCATOR = 0x07064b50;
    private static final int LOCAL_HEADER_BYTES = 30;
    private static final int CENTRAL_HEADER_BYTES = 46;
    private static final int END_BYTES = 22;
    private static final int ZIP64_END_BYTES = 56;
    private static final int ZIP64_LOCATOR_BYTES = 20;
    private static final int MAX_COMMENT = 0xffff;
    private static final short ZIP64_EXTRA = 1;
    private static final int ENCRYPTED = 1;
    private static final long IN_ZIP64_EXTRA = 0xffffffffL;

    private final ByteSource source;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** One file of the archive. */
    private record Entry(int flags, int method, long storedSize, long size, long header) {}

    private record Span(long offset, long length) {}

    private ZipDirectory(ByteSource source) {
        this.source = source;
    }

    static ZipDirectory read(ByteSource source) {
        ZipDirectory directory = new ZipDirectory(source);
        Span central = directory.locate();
        directory.readEntries(source.slice(central.offset, central.length));
        return directory;
    }

    /** Names in the order of the archive. */
    Collection<String> names() {
        return entries.keySet();
    }

    boolean contains(String name) {
        return entries.containsKey(name);
    }

    /** The bytes of an entry, little-endian. */
    ByteBuffer bytes(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw source.damaged("its part '" + name + "' is missing");
        }
        if ((entry.flags & ENCRYPTED) != 0 || entry.method != 0 || entry.storedSize != entry.size) {
            throw source.damaged("its part '" + name + "' is compressed or encrypted, which PyTorch never does");
        }
        ByteBuffer header = source.slice(entry.header, LOCAL_HEADER_BYTES);
        if (header.getInt(0) != LOCAL_HEADER) {
            throw source.damaged("its part '" + name + "' is not where the archive's directory says");
        }
        long data = entry.header + LOCAL_HEADER_BYTES + unsigned(header, 26) + unsigned(header, 28);
        return source.slice(data, entry.size);
    }

    private Span locate() {
        long tail = Math.min(source.size(), END_BYTES + MAX_COMMENT);
        ByteBuffer bytes = source.slice(source.size() - tail, tail);
        for (int at = (int) tail - END_BYTES; at >= 0; at--) {
            if (bytes.getInt(at) == END && unsigned(bytes, at + 20) == tail - END_BYTES - at) {
                Span zip64 = locateZip64(source.size() - tail + at);
                return zip64 != null ? zip64 : new Span(unsignedInt(bytes, at + 16), unsignedInt(bytes, at + 12));
            }
        }
        throw source.damaged("its end is missing, as in a download that was cut off");
    }

    private @Nullable Span locateZip64(long end) {
        if (end < ZIP64_LOCATOR_BYTES) {
            return null;
        }
        ByteBuffer locator = source.slice(end - ZIP64_LOCATOR_BYTES, ZIP64_LOCATOR_BYTES);
        if (locator.getInt(0) != ZIP64_LOCATOR) {
            return null;
        }
        ByteBuffer record = source.slice(locator.getLong(8), ZIP64_END_BYTES);
        if (record.getInt(0) != ZIP64_END) {
            throw source.damaged("the directory of the archive is not where its end says");
        }
        return new Span(record.getLong(48), record.getLong(40));
    }

    private void readEntries(ByteBuffer central) {
        while (central.remaining() >= CENTRAL_HEADER_BYTES) {
            int at = central.position();
            int nameBytes = unsigned(central, at + 28);
            int extraBytes = unsigned(central, at + 30);
            int total = CENTRAL_HEADER_BYTES + nameBytes + extraBytes + unsigned(central, at + 32);
            if (central.getInt(at) != CENTRAL_HEADER || total > central.remaining()) {
                throw source.damaged("the directory of the archive cannot be read");
            }
            byte[] name = new byte[nameBytes];
            central.get(at + CENTRAL_HEADER_BYTES, name);
            ByteBuffer extra = central.slice(at + CENTRAL_HEADER_BYTES + nameBytes, extraBytes)
                    .order(central.order());
            Entry entry = entry(central, at, extra);
            if (entries.put(new String(name, StandardCharsets.UTF_8), entry) != null) {
                throw source.damaged("it holds two parts of one name");
            }
            central.position(at + total);
        }
    }

    private static Entry entry(ByteBuffer central, int at, ByteBuffer extra) {
        ByteBuffer large = zip64Fields(extra);
        // The order of the 8-byte fields is fixed, and only those are there whose 4-byte field is full.
        long size = wide(unsignedInt(central, at + 24), large);
        long storedSize = wide(unsignedInt(central, at + 20), large);
        long header = wide(unsignedInt(central, at + 42), large);
        return new Entry(unsigned(central, at + 8), unsigned(central, at + 10), storedSize, size, header);
    }

    private static long wide(long narrow, ByteBuffer large) {
        return narrow == IN_ZIP64_EXTRA && large.remaining() >= Long.BYTES ? large.getLong() : narrow;
    }

    private static ByteBuffer zip64Fields(ByteBuffer extra) {
        while (extra.remaining() >= 4) {
            short id = extra.getShort();
            int length = Math.min(extra.getShort() & 0xffff, extra.remaining());
            if (id == ZIP64_EXTRA) {
                return extra.slice(extra.position(), length).order(extra.order());
            }
            extra.position(extra.position() + length);
        }
        return ByteBuffer.allocate(0);
    }

    private static int unsigned(ByteBuffer bytes, int at) {
        return bytes.getShort(at) & 0xffff;
    }

    private static long unsignedInt(ByteBuffer bytes, int at) {
        return bytes.getInt(at) & 0xffffffffL;
    }
}
