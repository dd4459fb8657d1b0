package org.samovar.image.io.tiff;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samovar.geometry.Spacing;
import org.samovar.image.io.Limits;
import org.samovar.image.io.raw.Micrometres;
import org.samovar.image.io.raw.VoxelType;

/**
 * What a TIFF file says about one page (TIFF 6.0, section 8), checked before a decoder trusts it: sizes within limits and all
 * pixel data within the file.
 */
final class TiffDirectory {
    static final int NO_COMPRESSION = 1;
    static final int LZW = 5;
    static final int JPEG = 7;
    static final int DEFLATE = 8;
    static final int OLD_DEFLATE = 32946;
    static final int PACK_BITS = 32773;

    static final int WHITE_IS_ZERO = 0;
    static final int BLACK_IS_ZERO = 1;
    static final int RGB = 2;
    static final int PALETTE = 3;
    static final int YCC = 6;

    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int BITS = 258;
    static final int COMPRESSION = 259;
    static final int PHOTOMETRIC = 262;
    static final int STRIP_OFFSETS = 273;
    static final int SAMPLES = 277;
    static final int STRIP_ROWS = 278;
    static final int STRIP_BYTES = 279;
    static final int X_RESOLUTION = 282;
    static final int Y_RESOLUTION = 283;
    static final int PLANAR = 284;
    private static final int SUBFILE = 254;
    private static final int PREDICTOR = 317;
    private static final int COLOUR_MAP = 320;
    static final int TILE_WIDTH = 322;
    static final int TILE_HEIGHT = 323;
    static final int TILE_OFFSETS = 324;
    static final int TILE_BYTES = 325;
    private static final int SUB_PAGES = 330;
    private static final int EXTRA_SAMPLES = 338;
    static final int SAMPLE_FORMAT = 339;
    private static final int JPEG_TABLES = 347;
    private static final int RESOLUTION_UNIT = 296;
    private static final int CENTIMETRE = 3;
    private static final double MICROMETRES = 1e4;
    private static final int REDUCED = 1;
    private static final int MASK = 4;

    private final Map<Integer, long[]> fields = new HashMap<>();
    private String description = "";

    /** Whether the numbers of this field matter. */
    static boolean isKnown(int tag) {
        return switch (tag) {
            case WIDTH, HEIGHT, BITS, COMPRESSION, PHOTOMETRIC, STRIP_OFFSETS, SAMPLES, STRIP_ROWS, STRIP_BYTES -> true;
            case SUBFILE, PLANAR, PREDICTOR, TILE_WIDTH, TILE_HEIGHT, TILE_OFFSETS, TILE_BYTES -> true;
            case COLOUR_MAP, EXTRA_SAMPLES, SAMPLE_FORMAT, SUB_PAGES, JPEG_TABLES, RESOLUTION_UNIT -> true;
            default -> false;
        };
    }

    /** Whether the field is a resolution, a fraction. */
    static boolean isResolution(int tag) {
        return tag == X_RESOLUTION || tag == Y_RESOLUTION;
    }

    void put(int tag, long[] values) {
        fields.put(tag, values);
    }

    void describe(String text) {
        description = text;
    }

    void requireSound(long fileLength) throws IOException {
        Limits.requireSides(one(WIDTH, 0), one(HEIGHT, 0), one(SAMPLES, 1));
        if (isTiled()) {
            Limits.requirePossible(one(TILE_WIDTH, 0), one(TILE_HEIGHT, 0), one(SAMPLES, 1));
        }
        if (!isPlain()) {
            Limits.requireFits(segmentWidth(), segmentHeight(), isPlanar() ? 1 : samples());
        }
        long[] offsets = offsets();
        long[] lengths = lengths();
        if (offsets.length == 0 || offsets.length != lengths.length) {
            throw new IOException("a page has no pixel data");
        }
        for (int i = 0; i < offsets.length; i++) {
            if (offsets[i] < 0 || lengths[i] < 0 || offsets[i] > fileLength - lengths[i]) {
                throw new IOException("the file is cut off");
            }
        }
    }

    /** Without the smaller copies and masks of other pages; all where there are no others. */
    static List<TiffDirectory> withoutCopies(List<TiffDirectory> pages) {
        List<TiffDirectory> out = pages.stream()
                .filter(page -> (page.one(SUBFILE, 0) & (REDUCED | MASK)) == 0)
                .toList();
        return out.isEmpty() ? pages : out;
    }

    int width() {
        return (int) one(WIDTH, 0);
    }

    int height() {
        return (int) one(HEIGHT, 0);
    }

    int samples() {
        return (int) one(SAMPLES, 1);
    }

    /** Whether it says that it is a smaller copy of another page. */
    boolean isReduced() {
        return (one(SUBFILE, 0) & REDUCED) != 0;
    }

    /** Whether it says which pixels of another page count. */
    boolean isMask() {
        return (one(SUBFILE, 0) & MASK) != 0;
    }

    /** Places of the pages below it, mostly smaller copies. */
    long[] below() {
        return fields.getOrDefault(SUB_PAGES, new long[0]);
    }

    /** Tables that all its JPEG segments share; none where each has its own. */
    byte[] jpegTables() {
        long[] values = fields.getOrDefault(JPEG_TABLES, new long[0]);
        byte[] out = new byte[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) values[i];
        }
        return out;
    }

    /** Red, green and blue, perhaps stored as brightness and differences. */
    boolean isColour() {
        return photometric() == RGB || photometric() == YCC;
    }

    /** Bits of each sample; -1 where they differ. */
    int bits() {
        long[] bits = fields.getOrDefault(BITS, new long[] {1});
        return Arrays.stream(bits).distinct().count() == 1 ? (int) bits[0] : -1;
    }

    /** 1 unsigned, 2 signed, 3 floating point; -1 where samples differ. */
    int format() {
        long[] formats = fields.getOrDefault(SAMPLE_FORMAT, new long[] {1});
        return Arrays.stream(formats).distinct().count() == 1 ? (int) formats[0] : -1;
    }

    int compression() {
        return (int) one(COMPRESSION, NO_COMPRESSION);
    }

    int photometric() {
        return (int) one(PHOTOMETRIC, BLACK_IS_ZERO);
    }

    /** 1 none, 2 differences of whole numbers, 3 differences of the bytes of floats. */
    int predictor() {
        return (int) one(PREDICTOR, 1);
    }

    /** Whether each channel has segments of its own. */
    boolean isPlanar() {
        return one(PLANAR, 1) == 2;
    }

    boolean isTiled() {
        return fields.containsKey(TILE_OFFSETS);
    }

    /** Width of a strip or tile. */
    int segmentWidth() {
        return isTiled() ? (int) one(TILE_WIDTH, 0) : width();
    }

    /** Rows of a strip or tile; the last strip may have fewer. */
    int segmentHeight() {
        return (int) (isTiled() ? one(TILE_HEIGHT, 0) : Math.max(1, Math.min(one(STRIP_ROWS, height()), height())));
    }

    long[] offsets() {
        return fields.getOrDefault(isTiled() ? TILE_OFFSETS : STRIP_OFFSETS, new long[0]);
    }

    long[] lengths() {
        return fields.getOrDefault(isTiled() ? TILE_BYTES : STRIP_BYTES, new long[0]);
    }

    /** The colour of an index as 0xRRGGBB: the upper halves of the map's 16-bit values; black beyond its end. */
    int colour(int index) {
        long[] map = fields.getOrDefault(COLOUR_MAP, new long[0]);
        int n = map.length / 3;
        return index < n ? (int) (map[index] >> 8 << 16 | map[n + index] >> 8 << 8 | map[2 * n + index] >> 8) : 0;
    }

    /** Channels with pixels: not those that hold transparency, nor what stands behind red, green and blue. */
    int channels() {
        if (photometric() == RGB) {
            return Math.min(3, samples());
        }
        long[] extra = fields.getOrDefault(EXTRA_SAMPLES, new long[0]);
        int transparent =
                (int) Arrays.stream(extra).filter(e -> e == 1 || e == 2).count();
        return Math.max(1, samples() - transparent);
    }

    /** The text that programs leave in the first page; a character for each byte. */
    String description() {
        return description;
    }

    /** What ImageJ says of the image; of another program's, that it is one slice. */
    ImageJDescription imageJ() {
        return ImageJDescription.parse(description);
    }

    /** The type of the samples; empty where no reader here knows it. */
    Optional<VoxelType> type() {
        return switch (format() * 100 + bits()) {
            case 108 -> Optional.of(VoxelType.UINT8);
            case 116 -> Optional.of(VoxelType.UINT16);
            case 132 -> Optional.of(VoxelType.UINT32);
            case 164 -> Optional.of(VoxelType.UINT64);
            case 208 -> Optional.of(VoxelType.INT8);
            case 216 -> Optional.of(VoxelType.INT16);
            case 232 -> Optional.of(VoxelType.INT32);
            case 264 -> Optional.of(VoxelType.INT64);
            case 332 -> Optional.of(VoxelType.FLOAT32);
            case 364 -> Optional.of(VoxelType.FLOAT64);
            default -> Optional.empty();
        };
    }

    /** The width of a pixel in the unit of ImageJ's description; 1 where it is not given. */
    double pixelWidth() {
        return step(X_RESOLUTION);
    }

    /** As {@link #pixelWidth}. */
    double pixelHeight() {
        return step(Y_RESOLUTION);
    }

    /** The distances between pixels as TIFF itself tells them, in centimetres; inches are what programs write that know nothing of it. */
    Spacing spacing() {
        return one(RESOLUTION_UNIT, 0) == CENTIMETRE
                ? Spacing.of(MICROMETRES * pixelWidth(), MICROMETRES * pixelHeight(), Micrometres.UNIT)
                : Spacing.PIXELS;
    }

    private double step(int tag) {
        long[] fraction = fields.getOrDefault(tag, new long[] {1, 1});
        return fraction[0] > 0 && fraction[1] > 0 ? (double) fraction[1] / fraction[0] : 1;
    }

    /** Whether the samples lie in the file as they are, in one piece that begins at the first offset. */
    boolean isPlain() {
        long[] offsets = offsets();
        long[] lengths = lengths();
        boolean isWhole = compression() == NO_COMPRESSION
                && predictor() == 1
                && !isTiled()
                && photometric() != WHITE_IS_ZERO
                && (!isPlanar() || samples() == 1);
        for (int i = 1; isWhole && i < offsets.length; i++) {
            isWhole = offsets[i] == offsets[i - 1] + lengths[i - 1];
        }
        return isWhole;
    }

    private long one(int tag, long otherwise) {
        long[] values = fields.getOrDefault(tag, new long[0]);
        return values.length == 0 ? otherwise : values[0];
    }
}
