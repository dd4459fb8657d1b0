package org.samovar.tensor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs the operator text into the archive that libtorch loads: a zip of stored entries {@code data.pkl} (an object of the
 * module class with one attribute), {@code code/__torch__.py}, {@code constants.pkl} and {@code version}.
 *
 * <p>The version is 10, the newest that libtorch 2.7 accepts; older numbers select older operator schemas.
 */
final class OperatorArchive {
    private static final String NAME = "operators";
    private static final String CLASS = "Operators";
    private static final int PROTO = 0x80;

    private OperatorArchive() {}

    static byte[] bytes(String resource) {
        try (InputStream in = OperatorArchive.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the jar");
            }
            return pack(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] pack(String methods) throws IOException {
        StringBuilder code = new StringBuilder("class " + CLASS + "(Module):\n")
                .append("  __parameters__ = []\n  __buffers__ = []\n  training : bool\n");
        methods.lines().forEach(line -> code.append("  ").append(line).append('\n'));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            put(zip, "data.pkl", modulePickle());
            put(zip, "code/__torch__.py", code.toString().getBytes(StandardCharsets.UTF_8));
            put(zip, "constants.pkl", new byte[] {(byte) PROTO, 2, ')', '.'});
            put(zip, "version", "10\n".getBytes(StandardCharsets.US_ASCII));
        }
        return out.toByteArray();
    }

    /** Protocol 2: {@code cls.__new__(cls)} with the state {@code {"training": False}}. */
    private static byte[] modulePickle() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(PROTO);
        out.write(2);
        ascii(out, "c__torch__\n" + CLASS + "\n)");
        out.write(0x81); // NEWOBJ
        ascii(out, "}(X");
        out.write(new byte[] {8, 0, 0, 0});
        ascii(out, "training");
        out.write(0x89); // False
        ascii(out, "ub.");
        return out.toByteArray();
    }

    private static void ascii(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void put(ZipOutputStream zip, String path, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(NAME + "/" + path);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTime(0L);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
