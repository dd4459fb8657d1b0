package org.samovar.site.release;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.samovar.io.AtomicFiles;

/** A zip that depends on the names, the contents and the permissions of its files alone. */
final class ReproducibleZip {
    /** Where zip's calendar begins, and far enough from its first day for all time zones. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private static final int FILE = 0100644;
    private static final int PROGRAM = 0100755;

    private final SortedMap<String, Item> items = new TreeMap<>();

    private record Item(Path file, int mode) {}

    /** Adds a file by its name in the zip, with slashes. */
    void add(String name, Path file) {
        items.put(name, new Item(file, FILE));
    }

    /** Adds a file that can be run. */
    void addProgram(String name, Path file) {
        items.put(name, new Item(file, PROGRAM));
    }

    /**
     * Writes the zip, in the order of the names. Jars are stored as they are.
     *
     * @throws org.samovar.geometry.UserError when a file cannot be read or the zip cannot be written
     */
    void write(Path target) {
        AtomicFiles.write(target, out -> {
            ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out);
            for (Map.Entry<String, Item> item : items.entrySet()) {
                add(zip, item.getKey(), item.getValue());
            }
            zip.finish();
        });
    }

    private static void add(ZipArchiveOutputStream zip, String name, Item item) throws IOException {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setTimeLocal(TIME);
        entry.setUnixMode(item.mode());
        entry.setSize(Files.size(item.file()));
        if (name.endsWith(".jar")) {
            entry.setMethod(ZipArchiveEntry.STORED);
            entry.setCrc(crc(item.file()));
        } else {
            entry.setMethod(ZipArchiveEntry.DEFLATED);
        }
        zip.putArchiveEntry(entry);
        Files.copy(item.file(), zip);
        zip.closeArchiveEntry();
    }

    private static long crc(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                CheckedInputStream checked = new CheckedInputStream(in, new CRC32())) {
            checked.transferTo(OutputStream.nullOutputStream());
            return checked.getChecksum().getValue();
        }
    }
}
