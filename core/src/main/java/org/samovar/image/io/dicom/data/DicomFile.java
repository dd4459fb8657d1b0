package org.samovar.image.io.dicom.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.samovar.geometry.UserError;

/**
 * A file, of whose pixels only the place is known yet.
 *
 * @param path of it
 * @param syntax how it is stored
 * @param start of the data set, in bytes
 * @param dataset what it says, as far as it is of use here
 * @param pixels where they are; empty where it has none
 */
public record DicomFile(Path path, TransferSyntax syntax, long start, Dataset dataset, Optional<PixelPlace> pixels) {
    /** Bytes that {@link #recognises} wants to see. */
    public static final int HEAD = 132;

    private static final int PREAMBLE = 128;
    private static final String MARK = "DICM";
    /** Of the first element, where a file begins with its elements; what stands there is short. */
    private static final int LONGEST_FIRST = 1 << 10;

    /** The file's own name. */
    public String name() {
        return String.valueOf(path.getFileName());
    }

    /** Whether a file that begins like this is one, with the mark of the format or, as older programs wrote it, without. */
    public static boolean recognises(byte[] head) {
        return hasMark(head) || bare(head).isPresent();
    }

    private static boolean hasMark(byte[] head) {
        return head.length >= HEAD
                && MARK.equals(new String(head, PREAMBLE, MARK.length(), StandardCharsets.ISO_8859_1));
    }

    /** How the elements are stored that a file begins with; empty where they are no elements. */
    private static Optional<TransferSyntax> bare(byte[] head) {
        if (head.length < Long.BYTES) {
            return Optional.empty();
        }
        int low = head[1] == 0 ? 0 : 1;
        int group = head[low] & 0xff;
        int element = head[2 + low] & 0xff;
        boolean isFirst = head[1 - low] == 0 && head[3 - low] == 0 && (group == 2 || group == 8) && element <= 0x18;
        if (!isFirst) {
            return Optional.empty();
        }
        if (Vr.of(head[4], head[5]).isPresent()) {
            return Optional.of(low == 0 ? TransferSyntax.EXPLICIT_LITTLE : TransferSyntax.EXPLICIT_BIG);
        }
        int length = head[4] & 0xff | (head[5] & 0xff) << 8;
        boolean isShort = head[6] == 0 && head[7] == 0 && length <= LONGEST_FIRST && length % 2 == 0;
        return low == 0 && isShort ? Optional.of(TransferSyntax.IMPLICIT_LITTLE) : Optional.empty();
    }

    /**
     * Reads all that comes before the pixels.
     *
     * @throws IOException saying what is wrong with the data
     * @throws UserError where it is no file of this format
     */
    public static DicomFile read(Path path) throws IOException {
        return find(path).orElseThrow(() -> new UserError("it is no DICOM file"));
    }

    /**
     * As {@link #read}; empty where it is no file of this format.
     *
     * @throws IOException saying what is wrong with the data
     */
    public static Optional<DicomFile> find(Path path) throws IOException {
        try (DicomInput in = new DicomInput(Files.newInputStream(path))) {
            byte[] head = in.peek(HEAD);
            return recognises(head) ? Optional.of(read(path, in, hasMark(head) ? HEAD : 0)) : Optional.empty();
        }
    }

    private static DicomFile read(Path path, DicomInput in, int elements) throws IOException {
        in.skip(elements);
        Dataset meta = new DatasetParser(in, TransferSyntax.EXPLICIT_LITTLE).meta();
        byte[] next = in.peek(Long.BYTES);
        TransferSyntax syntax = meta.text(Tag.TRANSFER_SYNTAX)
                .map(TransferSyntax::new)
                .or(() -> bare(next))
                .orElseThrow(() -> new IOException("it does not say how it is stored"));
        long start = in.position();
        if (!syntax.isDeflated()) {
            return parsed(path, syntax, start, in);
        }
        try (DicomInput inflated = new DicomInput(body(path, syntax, start))) {
            return parsed(path, syntax, start, inflated);
        }
    }

    private static DicomFile parsed(Path path, TransferSyntax syntax, long start, DicomInput in) throws IOException {
        DatasetParser parser = new DatasetParser(in, syntax);
        Dataset dataset = parser.dataset();
        return new DicomFile(path, syntax, start, dataset, parser.pixels());
    }

    /** The data set, unpacked where it is packed as a whole. */
    private static InputStream body(Path path, TransferSyntax syntax, long start) throws IOException {
        InputStream in = Files.newInputStream(path);
        try {
            in.skipNBytes(start);
            return syntax.isDeflated() ? new Inflated(in) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /**
     * Bytes of the data set.
     *
     * @param offset from where the data set begins
     * @param length that has been checked to fit the memory
     * @throws IOException where the file ends before
     */
    public byte[] bytes(long offset, int length) throws IOException {
        try (InputStream in = body(path, syntax, start)) {
            in.skipNBytes(offset);
            byte[] out = in.readNBytes(length);
            if (out.length < length) {
                throw new EOFException();
            }
            return out;
        }
    }

    /**
     * Checks that pixels that are stored as they are reach as far as they must.
     *
     * @param needed bytes of them
     * @throws IOException where there are fewer
     */
    public void requirePlain(PixelPlace.Plain place, long needed) throws IOException {
        boolean isWhole = syntax.isDeflated() || start + place.offset() + needed <= Files.size(path);
        if (needed > place.length() || !isWhole) {
            throw new EOFException();
        }
    }

    /** Frees the memory of the unpacking, which lies outside of Java's. */
    private static final class Inflated extends InflaterInputStream {
        Inflated(InputStream in) {
            super(in, new Inflater(true));
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end();
        }
    }
}
