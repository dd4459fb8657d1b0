package org.samovar.image.io.tiff;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import org.samovar.geometry.Region;
import org.samovar.geometry.UserError;
import org.samovar.image.io.raw.VoxelType;

/**
 * Decodes the TIFF pages that science writes: gray, several channels, RGB or a palette; 8, 16 or 32 bits or floats; strips or tiles;
 * channels interleaved or apart; not packed or by LZW, Deflate, PackBits or JPEG, with a predictor or without. The JDK's decoder
 * refuses predictors beyond 8 bits and takes the last of four channels for transparency.
 */
final class TiffDecoder {
    private static final int ALL = -1;
    /** No kind of packing here makes this many bytes of one. */
    private static final long GREATEST_RATIO = 4096;

    private final Segments segments;
    private final TiffDirectory page;
    private final VoxelType type;

    /** Where unpacked strips and tiles come from. */
    interface Segments {
        ByteBuffer get(int index) throws IOException;
    }

    TiffDecoder(RandomAccessFile in, TiffDirectory page) {
        this(page, index -> unpacked(in, page, index));
    }

    TiffDecoder(TiffDirectory page, Segments segments) {
        this.segments = segments;
        this.page = page;
        this.type = page.type().orElseThrow();
    }

    /** Whether a page is one of these. */
    static boolean knows(TiffDirectory page) {
        boolean isPlain = page.photometric() == TiffDirectory.BLACK_IS_ZERO
                || page.photometric() == TiffDirectory.WHITE_IS_ZERO
                || (page.photometric() == TiffDirectory.RGB && page.samples() >= 3);
        boolean isPalette = page.photometric() == TiffDirectory.PALETTE && page.samples() == 1 && page.bits() == 8;
        boolean isPacked = page.compression() == TiffDirectory.JPEG;
        return (isPacked ? JpegSegments.knows(page) : (isPlain || isPalette) && Unpacking.isKnown(page.compression()))
                && page.type().filter(t -> Predictor.isKnown(page, t)).isPresent();
    }

    /** What becomes of a sample. */
    private interface Sink {
        void put(int channel, int pixel, double value);
    }

    /** The values channel by channel, row by row, to an array from an index on. */
    void readInto(float[] planes, int from) throws IOException {
        int n = page.width() * page.height();
        double white = white();
        read(
                whole(),
                (channel, pixel, value) ->
                        planes[from + channel * n + pixel] = (float) (white > 0 ? white - value : value));
    }

    private Wanted whole() {
        return new Wanted(new Region(0, 0, page.width(), page.height()), ALL);
    }

    /** The values of one channel in a window, row by row; only the strips or tiles that it touches are unpacked. */
    double[] readChannel(int wanted, Region window) throws IOException {
        double[] out = new double[window.size().pixels()];
        double white = white();
        read(new Wanted(window, wanted), (channel, pixel, value) -> out[pixel] = white > 0 ? white - value : value);
        return out;
    }

    /**
     * The values as labels, as they are stored whatever their colours; of an image with three equal channels, one of them.
     */
    int[] readLabels() throws IOException {
        int[] labels = new int[page.width() * page.height()];
        boolean[] seen = new boolean[labels.length];
        read(whole(), (channel, pixel, value) -> {
            int label = label(value);
            if (seen[pixel] && labels[pixel] != label) {
                throw new UserError("it is a colour image, where labels are one number for each pixel");
            }
            seen[pixel] = true;
            labels[pixel] = label;
        });
        return labels;
    }

    private static int label(double value) {
        if (!(value >= 0 && value <= Integer.MAX_VALUE && value == Math.rint(value))) {
            throw new UserError("the value " + value + " is no label, which is a whole number from 0 on");
        }
        return (int) value;
    }

    /**
     * What is asked for.
     *
     * @param window within the page
     * @param channel one of them, or all
     */
    private record Wanted(Region window, int channel) {
        boolean isAll() {
            return channel == ALL;
        }
    }

    private void read(Wanted wanted, Sink sink) throws IOException {
        Region window = wanted.window;
        int sw = page.segmentWidth();
        int sh = page.segmentHeight();
        int across = across(page);
        int down = down(page);
        int planes = page.isPlanar() ? page.samples() : 1;
        if ((long) across * down * planes > page.offsets().length) {
            throw new IOException("a page has too little pixel data");
        }
        for (int plane = 0; plane < Math.min(planes, page.channels()); plane++) {
            if (!wanted.isAll() && page.isPlanar() && plane != wanted.channel) {
                continue;
            }
            for (int row = window.y() / sh; (long) row * sh < window.y() + window.height(); row++) {
                for (int column = window.x() / sw; (long) column * sw < window.x() + window.width(); column++) {
                    ByteBuffer data = segments.get((plane * down + row) * across + column);
                    spread(data, column * sw, row * sh, plane, wanted, sink);
                }
            }
        }
    }

    private static int across(TiffDirectory page) {
        return (int) (((long) page.width() + page.segmentWidth() - 1) / page.segmentWidth());
    }

    private static int down(TiffDirectory page) {
        return (int) (((long) page.height() + page.segmentHeight() - 1) / page.segmentHeight());
    }

    /** The samples of a strip or tile. */
    static ByteBuffer unpacked(RandomAccessFile in, TiffDirectory page, int index) throws IOException {
        int row = index / across(page) % down(page);
        int height = page.segmentHeight();
        int rows = page.isTiled() ? height : Math.min(height, page.height() - row * height);
        VoxelType type = page.type().orElseThrow();
        int samples = page.isPlanar() ? 1 : page.samples();
        int bytes = Math.multiplyExact(Math.multiplyExact(page.segmentWidth(), rows), samples * type.bytes());
        if (bytes / GREATEST_RATIO > page.lengths()[index]) {
            throw new EOFException();
        }
        byte[] packed = new byte[Math.toIntExact(page.lengths()[index])];
        in.seek(page.offsets()[index]);
        in.readFully(packed);
        if (page.compression() == TiffDirectory.JPEG) {
            return ByteBuffer.wrap(JpegSegments.unpack(packed, page, bytes));
        }
        ByteBuffer data = ByteBuffer.wrap(Unpacking.unpack(packed, page.compression(), bytes));
        data.order(TiffParser.order(in));
        Predictor.undo(page.predictor(), data, page.segmentWidth(), samples, type);
        return data;
    }

    /** The pixels of a segment that lie in the window. */
    private void spread(ByteBuffer data, int left, int top, int plane, Wanted wanted, Sink sink) {
        Region window = wanted.window;
        int samples = page.isPlanar() ? 1 : page.samples();
        boolean isOne = !wanted.isAll() && !page.isPlanar();
        int from = isOne ? wanted.channel : 0;
        int to = isOne ? wanted.channel + 1 : page.isPlanar() ? 1 : page.channels();
        int sw = page.segmentWidth();
        int right = Math.min(window.x() + window.width(), left + sw);
        int bottom = Math.min(window.y() + window.height(), top + data.capacity() / (sw * samples * type.bytes()));
        for (int y = Math.max(top, window.y()); y < bottom; y++) {
            for (int x = Math.max(left, window.x()); x < right; x++) {
                int first = ((y - top) * sw + x - left) * samples;
                int pixel = (y - window.y()) * window.width() + x - window.x();
                for (int c = from; c < to; c++) {
                    sink.put(plane + c, pixel, type.get(data, first + c));
                }
            }
        }
    }

    /** The value of black where white is zero; 0 where values are as they are. */
    private double white() {
        if (page.photometric() != TiffDirectory.WHITE_IS_ZERO) {
            return 0;
        }
        return switch (type) {
            case UINT8 -> 0xff;
            case UINT16 -> 0xffff;
            default -> 0;
        };
    }
}
