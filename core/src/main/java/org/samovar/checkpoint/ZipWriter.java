package org.samovar.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.samovar.geometry.UserError;

/**
 * Writes a ZIP archive of stored entries whose data begin at multiples of 64 bytes, so that they can be mapped.
 *
 * <p>PyTorch pads in the same way, with an extra field of the local header that is named {@code FB}
 * ({@code caffe2/serialize/inline_container.cc}, {@code getPadding}). All dates are the first that ZIP knows. Archives end below 4 GiB.
 */
final class ZipWriter {
    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int CENTRAL_HEADER = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int LOCAL_HEADER_BYTES = 30;
    private static final int CENTRAL_HEADER_BYTES = 46;
    private static final int END_BYTES = 22;
    private static final int EXTRA_HEADER_BYTES = 4;
    private static final int ALIGNMENT = 64;
    private static final short PADDING_EXTRA = 'F' | 'B' << 8;
    private static final short VERSION = 20;
    private static final short UTF8_NAMES = 0x800;
    private static final short FIRST_DATE = 1 << 5 | 1;
    private static final long MAX_ARCHIVE = 0xfffffffeL;
    private static final int MAX_ENTRIES = 0xfffe;

    private final ByteSink out;
    private final String target;
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(byte[] name, int crc, int size, long header) {}

    ZipWriter(ByteSink out, String target) {
        this.out = out;
        this.target = target;
    }

    void add(String name, ByteBuffer data) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(data.duplicate());
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        Entry entry = new Entry(utf8, (int) crc.getValue(), data.remaining(), out.position());
        entries.add(entry);
        long unpadded = out.position() + LOCAL_HEADER_BYTES + utf8.length + EXTRA_HEADER_BYTES;
        int padding = (int) (-unpadded & (ALIGNMENT - 1));
        ByteBuffer header = allocate(LOCAL_HEADER_BYTES + utf8.length + EXTRA_HEADER_BYTES + padding);
        header.putInt(LOCAL_HEADER).putShort(VERSION);
        putCommon(header, entry, EXTRA_HEADER_BYTES + padding);
        header.put(utf8).putShort(PADDING_EXTRA).putShort((short) padding).rewind();
        out.append(header);
        out.append(data);
        checkSize(out.position());
    }

    /** Writes the directory. */
    void finish() throws IOException {
        long start = out.position();
        for (Entry entry : entries) {
            ByteBuffer header = allocate(CENTRAL_HEADER_BYTES + entry.name.length);
            header.putInt(CENTRAL_HEADER).putShort(VERSION).putShort(VERSION);
            putCommon(header, entry, 0);
            header.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
            header.putInt((int) entry.header).put(entry.name).rewind();
            out.append(header);
        }
        checkSize(out.position() + END_BYTES);
        short count = (short) entries.size();
        ByteBuffer end =
                allocate(END_BYTES).putInt(END).putInt(0).putShort(count).putShort(count);
        end.putInt((int) (out.position() - start))
                .putInt((int) start)
                .putShort((short) 0)
                .rewind();
        out.append(end);
    }

    /** What both headers of an entry have in common: flags, method, time, date, checksum, sizes and the lengths of name and extra field. */
    private static void putCommon(ByteBuffer header, Entry entry, int extra) {
        header.putShort(UTF8_NAMES).putShort((short) 0).putShort((short) 0).putShort(FIRST_DATE);
        header.putInt(entry.crc).putInt(entry.size).putInt(entry.size);
        header.putShort((short) entry.name.length).putShort((short) extra);
    }

    private static ByteBuffer allocate(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void checkSize(long size) {
        if (size > MAX_ARCHIVE || entries.size() > MAX_ENTRIES) {
            throw new UserError(
                    target + " would become larger than a PyTorch file may be (4 GiB or 65534 tensors).",
                    "Write it as .safetensors.");
        }
    }
}
