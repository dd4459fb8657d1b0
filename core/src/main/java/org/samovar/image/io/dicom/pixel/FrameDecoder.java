package org.samovar.image.io.dicom.pixel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.samovar.geometry.UserError;
import org.samovar.image.io.Limits;
import org.samovar.image.io.dicom.data.DicomFile;
import org.samovar.image.io.dicom.data.PixelPlace;
import org.samovar.image.io.dicom.data.PixelPlace.Packed;
import org.samovar.image.io.dicom.data.PixelPlace.Piece;
import org.samovar.image.io.dicom.data.PixelPlace.Plain;
import org.samovar.image.io.dicom.data.PixelPlace.Unit;
import org.samovar.image.io.dicom.data.TransferSyntax.Packing;
import org.samovar.image.io.dicom.pixel.PixelFormat.Colour;

/** The frames of a file; each is read and unpacked when it is asked for. Safe for use by several threads. */
public final class FrameDecoder {
    private static final int JPEG_START = 0xffd8;

    private final DicomFile file;
    private final PixelFormat format;
    private final Packing packing;
    /** Of each packed frame; empty where frames are stored as they are. */
    private final List<List<Piece>> frames;

    private FrameDecoder(DicomFile file, PixelFormat format, Packing packing, List<List<Piece>> frames) {
        this.file = file;
        this.format = format;
        this.packing = packing;
        this.frames = frames;
    }

    /**
     * The frames of a file of at least 8 bits a sample.
     *
     * @param count of frames, at least 1
     * @throws IOException where it holds fewer
     * @throws UserError where they are packed in a way that is not read here
     */
    public static FrameDecoder of(DicomFile file, PixelFormat format, int count) throws IOException {
        PixelPlace place = file.pixels().orElseThrow(() -> new UserError("it has no pixels"));
        Packing packing = file.syntax().packing();
        if (format.allocated() < Byte.SIZE) {
            throw new UserError("its samples have one bit, which is read of segmentations alone");
        }
        if (format.colour() == Colour.YBR_HALVED && packing != Packing.JPEG) {
            throw new UserError(
                    "its colours are stored for each second pixel (YBR_FULL_422), which is read of JPEG alone");
        }
        if (place instanceof Plain plain && packing == Packing.NONE) {
            file.requirePlain(plain, Math.multiplyExact(format.frameBytes(), (long) count));
            return new FrameDecoder(file, format, packing, List.of());
        }
        if (place instanceof Packed packed && packing != Packing.NONE) {
            List<List<Piece>> frames = packing == Packing.JPEG && count > 1 ? pictures(packed) : pieces(packed, count);
            if (frames.size() != count) {
                throw new IOException("it says that it has " + count + " frames and holds " + frames.size());
            }
            return new FrameDecoder(file, format, packing, frames);
        }
        throw new IOException("its pixels are not packed as it says");
    }

    /** One frame of all the pieces, or one of each. */
    private static List<List<Piece>> pieces(Packed packed, int count) {
        return count == 1
                ? List.of(packed.pieces())
                : packed.pieces().stream().map(List::of).toList();
    }

    /** A picture goes on until the next one starts. */
    private static List<List<Piece>> pictures(Packed packed) {
        List<List<Piece>> out = new ArrayList<>();
        for (Piece piece : packed.pieces()) {
            if (piece.start() == JPEG_START || out.isEmpty()) {
                out.add(new ArrayList<>());
            }
            out.get(out.size() - 1).add(piece);
        }
        return out;
    }

    /**
     * The values of a frame before any rescaling; colours are red, green and blue.
     *
     * @param frame from 0
     * @return a plane of height * width values for each sample, row by row
     * @throws IOException saying what is wrong with the data
     */
    public int[][] decode(int frame) throws IOException {
        int[][] planes =
                switch (packing) {
                    case NONE -> unpacked(plainBytes(frame));
                    case RUN_LENGTHS -> RunLengths.decode(
                            packedBytes(frame), format.size().pixels(), format.samples(), depth());
                    case JPEG -> JpegPicture.decode(packedBytes(frame), format, file.syntax());
                };
        for (int[] plane : planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = format.value(plane[i]);
            }
        }
        if (format.colour() == Colour.YBR && packing != Packing.JPEG) { // which turns them as the picture says
            Ybr.toRgb(planes);
        }
        return planes;
    }

    /** Bytes of a sample. */
    private int depth() {
        return format.allocated() / Byte.SIZE;
    }

    private byte[] packedBytes(int frame) throws IOException {
        List<Piece> pieces = frames.get(frame);
        long length = pieces.stream().mapToLong(Piece::length).sum();
        Limits.requireFits(length);
        byte[] out = new byte[Math.toIntExact(length)];
        int at = 0;
        for (Piece piece : pieces) {
            System.arraycopy(file.bytes(piece.offset(), piece.length()), 0, out, at, piece.length());
            at += piece.length();
        }
        return out;
    }

    private byte[] plainBytes(int frame) throws IOException {
        Plain place = (Plain) file.pixels().orElseThrow();
        int length = Math.toIntExact(format.frameBytes());
        long from = frame * format.frameBytes();
        boolean isTurned =
                place.words() == Unit.WORDS && depth() == 1 && file.syntax().order() == ByteOrder.BIG_ENDIAN;
        if (!isTurned) {
            return file.bytes(place.offset() + from, length);
        }
        int before = (int) (from % 2);
        byte[] words = file.bytes(place.offset() + from - before, (before + length + 1) / 2 * 2);
        byte[] out = new byte[length];
        for (int i = 0; i < length; i++) {
            out[i] = words[before + i ^ 1];
        }
        return out;
    }

    private int[][] unpacked(byte[] bytes) {
        int pixels = format.size().pixels();
        boolean isApart = format.planes() == PixelFormat.Planes.APART;
        ByteBuffer raw = ByteBuffer.wrap(bytes).order(file.syntax().order());
        int[][] out = new int[format.samples()][pixels];
        for (int s = 0; s < out.length; s++) {
            for (int i = 0; i < pixels; i++) {
                int at = isApart ? s * pixels + i : i * out.length + s;
                out[s][i] = depth() == 1 ? bytes[at] : raw.getShort(Short.BYTES * at);
            }
        }
        return out;
    }
}
