package org.samovar.image.io.dicom.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.samovar.io.AtomicFiles;

/** Writes files with explicit types, the least significant byte of a number first, and pixels as they are. */
public final class DicomOutput {
    /** The most bytes of pixels that a file can have. */
    public static final long MOST_PIXELS = 0xfffffffeL;

    private static final int UNDEFINED = -1;
    private static final int ITEM = 0xfffee000;
    private static final int ITEM_END = 0xfffee00d;
    private static final int SEQUENCE_END = 0xfffee0dd;
    private static final int META_LENGTH = 0x00020000;
    private static final int META_VERSION = 0x00020001;
    private static final int PREAMBLE = 128;
    private static final String NAME = "SAMOVAR";

    private final OutputStream out;

    private DicomOutput(OutputStream out) {
        this.out = out;
    }

    /**
     * Writes a file.
     *
     * @param data with the kind and the number of the file, without pixels
     * @param length of the pixels in bytes, at most {@link #MOST_PIXELS}
     * @param pixels writes as many bytes
     */
    public static void write(OutputStream out, Dataset data, long length, AtomicFiles.Content pixels)
            throws IOException {
        DicomOutput output = new DicomOutput(out);
        out.write(new byte[PREAMBLE]);
        out.write("DICM".getBytes(StandardCharsets.US_ASCII));
        output.meta(data);
        output.dataset(data);
        output.header(Tag.PIXELS.number(), Vr.OB, (int) (length + length % 2));
        pixels.writeTo(out);
        out.write(new byte[(int) (length % 2)]);
    }

    /** The elements that say what kind of file it is. */
    private void meta(Dataset data) throws IOException {
        Dataset meta = new Dataset()
                .put(Tag.MEDIA_CLASS, data.text(Tag.SOP_CLASS).orElseThrow())
                .put(Tag.MEDIA_INSTANCE, data.text(Tag.SOP_INSTANCE).orElseThrow())
                .put(Tag.TRANSFER_SYNTAX, TransferSyntax.EXPLICIT_LITTLE.uid())
                .put(Tag.IMPLEMENTATION, Uid.named("org.samovar.image.io.dicom"))
                .put(Tag.IMPLEMENTATION_NAME, NAME);
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        DicomOutput inner = new DicomOutput(rest);
        inner.header(META_VERSION, Vr.OB, 2);
        rest.write(new byte[] {0, 1});
        inner.dataset(meta);
        header(META_LENGTH, Vr.UL, Integer.BYTES);
        int32(rest.size());
        rest.writeTo(out);
    }

    private void dataset(Dataset data) throws IOException {
        SortedSet<Tag> tags = new TreeSet<>(data.values().keySet());
        tags.addAll(data.sequences().keySet());
        for (Tag tag : tags) {
            byte[] value = data.values().get(tag);
            if (value == null) {
                sequence(tag, data.items(tag));
            } else {
                value(tag, value);
            }
        }
    }

    private void value(Tag tag, byte... value) throws IOException {
        int odd = value.length % 2;
        header(tag.number(), tag.vr(), value.length + odd);
        out.write(value);
        if (odd > 0) {
            out.write(tag.vr().padding());
        }
    }

    private void sequence(Tag tag, List<Dataset> items) throws IOException {
        header(tag.number(), Vr.SQ, UNDEFINED);
        for (Dataset item : items) {
            number(ITEM);
            int32(UNDEFINED);
            dataset(item);
            number(ITEM_END);
            int32(0);
        }
        number(SEQUENCE_END);
        int32(0);
    }

    private void header(int tag, Vr vr, int length) throws IOException {
        number(tag);
        out.write(vr.name().getBytes(StandardCharsets.US_ASCII));
        if (vr.isLong()) {
            out.write(new byte[2]);
            int32(length);
        } else {
            int16(length);
        }
    }

    /** A tag, its group first. */
    private void number(int tag) throws IOException {
        int16(tag >>> 16);
        int16(tag);
    }

    private void int16(int value) throws IOException {
        out.write(value);
        out.write(value >>> Byte.SIZE);
    }

    private void int32(int value) throws IOException {
        out.write(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
    }
}
