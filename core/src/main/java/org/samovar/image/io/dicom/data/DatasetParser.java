package org.samovar.image.io.dicom.data;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.samovar.image.io.dicom.data.PixelPlace.Piece;
import org.samovar.image.io.dicom.data.PixelPlace.Unit;

/**
 * Reads elements one after the other. Of what a file holds, only the values of {@link Tag} are kept; the rest, private
 * elements among it, is passed over, however deep it is nested within reason.
 */
final class DatasetParser {
    private static final long UNDEFINED = 0xffffffffL;
    private static final int ITEM = 0xfffee000;
    private static final int ITEM_END = 0xfffee00d;
    private static final int SEQUENCE_END = 0xfffee0dd;
    private static final int DEEPEST = 32;
    private static final int LONGEST_VALUE = 1 << 16;
    private static final int MOST_PIECES = 1 << 20;
    /** Bytes of memory that all that is kept of a file may take, so that one of lies alone cannot fill it. */
    private static final int MOST_KEPT = 1 << 27;
    /** Bytes that an item takes, and a value beside its own, roughly. */
    private static final int ITEM_BYTES = 256;

    private static final int VALUE_BYTES = 64;

    private static final Set<Tag> SEQUENCES = EnumSet.of(
            Tag.PLANE_POSITION,
            Tag.PLANE_ORIENTATION,
            Tag.PIXEL_MEASURES,
            Tag.PIXEL_TRANSFORMATION,
            Tag.SEGMENTS,
            Tag.SEGMENT_IDENTIFICATION,
            Tag.SHARED_GROUPS,
            Tag.FRAME_GROUPS);

    /** What becomes of an element's value. */
    private enum Fate {
        KEPT,
        DROPPED
    }

    /** How elements are stored. */
    private record Encoding(boolean isExplicit, ByteOrder order) {
        /** Of what stands in elements of unknown type, whatever the file is. */
        static final Encoding UNKNOWN = new Encoding(false, ByteOrder.LITTLE_ENDIAN);
    }

    private record Header(int number, Optional<Vr> vr, long length) {
        boolean hasEnd() {
            return length != UNDEFINED;
        }

        boolean isUnknown() {
            return vr.equals(Optional.of(Vr.UN));
        }

        boolean isSequence(Optional<Tag> tag) {
            if (vr.isEmpty() || isUnknown()) {
                return !hasEnd() || tag.map(Tag::vr).equals(Optional.of(Vr.SQ));
            }
            return vr.equals(Optional.of(Vr.SQ));
        }
    }

    private final DicomInput in;
    private final Encoding encoding;
    private final long start;
    private int kept;
    private Optional<PixelPlace> pixels = Optional.empty();

    DatasetParser(DicomInput in, TransferSyntax syntax) {
        this.in = in;
        this.encoding = new Encoding(syntax.isExplicit(), syntax.order());
        this.start = in.position();
    }

    /** Where the pixels are, once the data set has been read. */
    Optional<PixelPlace> pixels() {
        return pixels;
    }

    /** The elements of the group with the numbers of files, which come first. */
    Dataset meta() throws IOException {
        Dataset out = new Dataset(encoding.order());
        while (true) {
            byte[] next = in.peek(2);
            if (next.length < 2 || next[0] != 2 || next[1] != 0) {
                return out;
            }
            element(out, header(number(encoding), encoding), encoding, 0, Fate.KEPT);
        }
    }

    /** All elements before the pixels. */
    Dataset dataset() throws IOException {
        Dataset out = new Dataset(encoding.order());
        while (pixels.isEmpty() && in.peek(1).length > 0) {
            Header header = header(number(encoding), encoding);
            if (header.number() == Tag.PIXELS.number()) {
                pixels = Optional.of(header.hasEnd() ? plain(header) : packed());
            } else {
                element(out, header, encoding, 0, Fate.KEPT);
            }
        }
        return out;
    }

    private PixelPlace plain(Header header) {
        Unit unit = header.vr().equals(Optional.of(Vr.OW)) ? Unit.WORDS : Unit.BYTES;
        return new PixelPlace.Plain(in.position() - start, header.length(), unit);
    }

    private PixelPlace packed() throws IOException {
        List<Piece> pieces = new ArrayList<>();
        boolean isTable = true;
        for (long length = pieceLength(); length >= 0; length = pieceLength()) {
            if (!isTable) {
                byte[] first = in.peek((int) Math.min(2, length));
                int begin = first.length < 2 ? 0 : (first[0] & 0xff) << 8 | first[1] & 0xff;
                pieces.add(new Piece(in.position() - start, (int) length, begin));
            }
            if (pieces.size() > MOST_PIECES) {
                throw new IOException("its pixels lie in more than " + MOST_PIECES + " pieces");
            }
            isTable = false;
            in.skip(length);
        }
        return new PixelPlace.Packed(List.copyOf(pieces));
    }

    /** Of the next piece of packed pixels; -1 behind the last. */
    private long pieceLength() throws IOException {
        int number = number(encoding);
        long length = in.unsigned32(encoding.order());
        if (number == SEQUENCE_END) {
            return -1;
        }
        if (number != ITEM || length > Integer.MAX_VALUE) {
            throw new IOException("its packed pixels hold something that is no piece of them");
        }
        return length;
    }

    private int number(Encoding how) throws IOException {
        int group = in.unsigned16(how.order());
        return group << 16 | in.unsigned16(how.order());
    }

    private Header header(int number, Encoding how) throws IOException {
        if (!how.isExplicit()) {
            return new Header(number, Optional.empty(), in.unsigned32(how.order()));
        }
        byte[] letters = in.bytes(2);
        Vr vr = Vr.of(letters[0], letters[1]).orElseThrow(() -> new IOException("one of its elements has no type"));
        if (!vr.isLong()) {
            return new Header(number, Optional.of(vr), in.unsigned16(how.order()));
        }
        in.skip(2);
        return new Header(number, Optional.of(vr), in.unsigned32(how.order()));
    }

    private void element(Dataset out, Header header, Encoding how, int depth, Fate fate) throws IOException {
        Optional<Tag> tag = Tag.of(header.number());
        if (header.isSequence(tag)) {
            boolean isWanted = fate == Fate.KEPT && tag.map(SEQUENCES::contains).orElse(false);
            Encoding inner = header.isUnknown() ? Encoding.UNKNOWN : how;
            List<Dataset> items = items(header, inner, depth + 1, isWanted ? Fate.KEPT : Fate.DROPPED);
            if (isWanted) {
                out.put(tag.orElseThrow(), items);
            }
        } else if (!header.hasEnd()) {
            for (long length = pieceLength(); length >= 0; length = pieceLength()) {
                in.skip(length);
            }
        } else if (fate == Fate.KEPT && tag.isPresent() && header.length() <= LONGEST_VALUE) {
            spend(VALUE_BYTES + (int) header.length());
            out.put(tag.get(), in.bytes((int) header.length()));
        } else {
            in.skip(header.length());
        }
    }

    private List<Dataset> items(Header header, Encoding how, int depth, Fate fate) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("its elements are nested more than " + DEEPEST + " deep");
        }
        List<Dataset> out = new ArrayList<>();
        long end = end(header.length());
        while (in.position() < end) {
            int number = number(how);
            long length = in.unsigned32(how.order());
            if (number == SEQUENCE_END && !header.hasEnd()) {
                return out;
            }
            if (number != ITEM) {
                throw new IOException("a sequence holds something that is no item of it");
            }
            Dataset item = item(length, how, depth, fate);
            if (fate == Fate.KEPT) {
                spend(ITEM_BYTES);
                out.add(item);
            }
        }
        requireEnd(end);
        return out;
    }

    private Dataset item(long length, Encoding how, int depth, Fate fate) throws IOException {
        Dataset out = new Dataset(how.order());
        long end = end(length);
        while (in.position() < end) {
            int number = number(how);
            if (number == ITEM_END && length == UNDEFINED) {
                in.skip(Integer.BYTES);
                return out;
            }
            element(out, header(number, how), how, depth, fate);
        }
        requireEnd(end);
        return out;
    }

    private long end(long length) {
        return length == UNDEFINED ? Long.MAX_VALUE : in.position() + length;
    }

    private void requireEnd(long end) throws IOException {
        if (in.position() != end) {
            throw new IOException("an element reaches beyond the sequence that it is in");
        }
    }

    private void spend(int bytes) throws IOException {
        kept += bytes;
        if (kept > MOST_KEPT) {
            throw new IOException("it describes more frames than can be held");
        }
    }
}
