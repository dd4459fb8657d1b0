package org.samovar.image.io.dicom.pixel;

import java.io.IOException;
import java.util.Locale;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.image.io.Limits;
import org.samovar.image.io.dicom.data.Dataset;
import org.samovar.image.io.dicom.data.Tag;
import org.samovar.image.io.raw.VoxelType;

/**
 * How the pixels of a file are to be understood.
 *
 * @param size of a frame
 * @param samples of a pixel, 1 or 3
 * @param allocated bits of a sample, 1, 8 or 16
 * @param stored bits of a sample that mean something
 * @param highBit the highest of those, from 0
 * @param sign whether the highest is a sign
 * @param planes whether the samples of a pixel lie beside each other
 * @param colour what the samples stand for
 */
public record PixelFormat(
        Size size, int samples, int allocated, int stored, int highBit, Sign sign, Planes planes, Colour colour) {
    /** Whether values may be negative. */
    public enum Sign {
        UNSIGNED,
        SIGNED
    }

    /** How the samples of a pixel are arranged. */
    public enum Planes {
        INTERLEAVED,
        APART
    }

    /** What samples stand for. */
    public enum Colour {
        /** The greatest value is white. */
        GRAY,
        /** The least value is white. */
        INVERSE_GRAY,
        /** Red, green and blue. */
        RGB,
        /** Brightness and two differences of colours. */
        YBR,
        /** As that, with differences for each second pixel; JPEG alone knows how to spread them. */
        YBR_HALVED
    }

    /**
     * What a file says.
     *
     * @throws IOException where it makes no sense
     * @throws UserError where it is not read here, or does not fit the memory
     */
    public static PixelFormat of(Dataset data) throws IOException {
        int rows = data.unsigned16(Tag.ROWS, 0);
        int columns = data.unsigned16(Tag.COLUMNS, 0);
        int samples = data.unsigned16(Tag.SAMPLES, 1);
        Limits.requireFits(columns, rows, samples);
        int allocated = data.unsigned16(Tag.BITS_ALLOCATED, 0);
        if (allocated != 1 && allocated != 8 && allocated != 16) {
            throw new UserError("its samples have " + allocated + " bits, of which only 1, 8 and 16 are read here");
        }
        int stored = data.unsigned16(Tag.BITS_STORED, allocated);
        int highBit = data.unsigned16(Tag.HIGH_BIT, stored - 1);
        if (stored < 1 || highBit >= allocated || highBit < stored - 1) {
            throw new IOException(
                    "it says that " + stored + " bits up to bit " + highBit + " of " + allocated + " hold the values");
        }
        Sign sign = data.unsigned16(Tag.PIXEL_REPRESENTATION, 0) == 0 ? Sign.UNSIGNED : Sign.SIGNED;
        Planes planes = data.unsigned16(Tag.PLANAR, 0) == 0 ? Planes.INTERLEAVED : Planes.APART;
        Colour colour = colour(data.text(Tag.PHOTOMETRIC).orElse("MONOCHROME2"));
        PixelFormat out =
                new PixelFormat(new Size(columns, rows), samples, allocated, stored, highBit, sign, planes, colour);
        out.requireSense();
        return out;
    }

    private static Colour colour(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "MONOCHROME1" -> Colour.INVERSE_GRAY;
            case "MONOCHROME2" -> Colour.GRAY;
            case "RGB" -> Colour.RGB;
            case "YBR_FULL" -> Colour.YBR;
            case "YBR_FULL_422" -> Colour.YBR_HALVED;
            case "PALETTE COLOR" -> throw new UserError(
                    "its values stand for the colours of a palette, which is not read here");
            default -> throw new UserError("its colours are of the kind " + name + ", which is not read here");
        };
    }

    private void requireSense() throws IOException {
        if (samples != (isColour() ? 3 : 1)) {
            throw new IOException("it says that it has " + samples + " samples for each pixel of " + colour);
        }
        if (isColour() && (allocated != 8 || sign == Sign.SIGNED)) {
            throw new UserError("its colours have " + allocated + " bits, of which only 8 without sign are read here");
        }
    }

    /** Whether a pixel is a colour. */
    public boolean isColour() {
        return colour == Colour.RGB || isYbr();
    }

    /** Whether a pixel is brightness and differences of colours. */
    boolean isYbr() {
        return colour == Colour.YBR || colour == Colour.YBR_HALVED;
    }

    /** Of a frame that is stored as it is, at least 8 bits a sample. */
    public long frameBytes() {
        return (long) size.pixels() * samples * (allocated / Byte.SIZE);
    }

    /** The narrowest type for the values. */
    public VoxelType type() {
        if (allocated <= Byte.SIZE) {
            return sign == Sign.SIGNED ? VoxelType.INT8 : VoxelType.UINT8;
        }
        return sign == Sign.SIGNED ? VoxelType.INT16 : VoxelType.UINT16;
    }

    /** The value that a sample holds beside bits that mean nothing. */
    int value(int raw) {
        int unused = Integer.SIZE - 1 - highBit;
        int moved = raw << unused;
        int shift = Integer.SIZE - stored;
        return sign == Sign.SIGNED ? moved >> shift : moved >>> shift;
    }

    /** The value that is as bright as this one is dark. */
    public double inverse(double value) {
        double sum = sign == Sign.SIGNED ? -1 : Math.pow(2, stored) - 1;
        return sum - value;
    }
}
