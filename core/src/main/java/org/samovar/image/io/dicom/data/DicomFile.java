package org.samovar.image.io.dicom.data;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.samovar.geometry.UserError;

/**
 * A file, of whose pixels only the place is known yet.
 */
public final class DicomFile {
    /** Bytes that {@link #recognises} wants to see. */
    public static final int HEAD = 132;

    private static final int PREAMBLE = 128;
    private static final String MARK = "DICM";
    /** Of the elements that a data set begins with. */
    private static final int FIRST_GROUP = 8;

    /** Of the first element, where a file begins with its elements; what stands there is short. */
    private static final int LONGEST_FIRST = 1 << 10;

    private final Path path;
    private final TransferSyntax syntax;
    private final Body body;
    private final Dataset dataset;
    private final Optional<PixelPlace> pixels;

    private DicomFile(Path path, TransferSyntax syntax, Body body, Dataset dataset, Optional<PixelPlace> pixels) {
        this.path = path;
        this.syntax = syntax;
        this.body = body;
        this.dataset = dataset;
        this.pixels = pixels;
    }

    /** How it is stored. */
    public TransferSyntax syntax() {
        return syntax;
    }

    /** What it says, as far as it is of use here. */
    public Dataset dataset() {
        return dataset;
    }

    /** Where its pixels are; empty where it has none. */
    public Optional<PixelPlace> pixels() {
        return pixels;
    }

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
        boolean isFirst =
                head[1 - low] == 0 && head[3 - low] == 0 && (group == 2 || group == FIRST_GROUP) && element <= 0x18;
        if (!isFirst) {
            return Optional.empty();
        }
        if (Vr.of(head[4], head[5]).isPresent()) {
            return Optional.of(low == 0 ? TransferSyntax.EXPLICIT_LITTLE : TransferSyntax.EXPLICIT_BIG);
        }
        int length = head[4] & 0xff | (head[5] & 0xff) << 8;
        boolean isShort = head[6] == 0 && head[7] == 0 && length <= LONGEST_FIRST && length % 2 == 0;
        return low == 0 && group == FIRST_GROUP && isShort && isFollowed(head, Long.BYTES + length)
                ? Optional.of(TransferSyntax.IMPLICIT_LITTLE)
                : Optional.empty();
    }

    /** Whether another element of the group is where the first one ends, as far as that can be seen: many files begin with an 8. */
    private static boolean isFollowed(byte[] head, int at) {
        return at + 1 >= head.length || head[at] == FIRST_GROUP && head[at + 1] == 0;
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
        Body body = new Body(path, syntax, in.position());
        if (!syntax.isDeflated()) {
            return parsed(path, syntax, body, in);
        }
        try (DicomInput unpacked = new DicomInput(body.open())) {
            return parsed(path, syntax, body, unpacked);
        }
    }

    private static DicomFile parsed(Path path, TransferSyntax syntax, Body body, DicomInput in) throws IOException {
        DatasetParser parser = new DatasetParser(in, syntax);
        Dataset dataset = parser.dataset();
        return new DicomFile(path, syntax, body, dataset, parser.pixels());
    }

    /**
     * Bytes of the data set.
     *
     * @param offset from where the data set begins
     * @param length that has been checked to fit the memory
     * @throws IOException where the file ends before
     */
    public byte[] bytes(long offset, int length) throws IOException {
        return body.read(offset, length);
    }

    /**
     * Checks that pixels that are stored as they are reach as far as they must.
     *
     * @param needed bytes of them
     * @throws IOException where there are fewer
     */
    public void requirePlain(PixelPlace.Plain place, long needed) throws IOException {
        if (needed > place.length()) {
            throw new EOFException();
        }
        body.requireReach(place.offset() + needed);
    }
}
