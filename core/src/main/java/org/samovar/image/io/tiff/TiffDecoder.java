package org.samovar.image.io.tiff;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import org.samovar.geometry.UserError;
import org.samovar.image.io.raw.VoxelType;

/**
 * Decodes the TIFF pages that science writes: gray, several channels, RGB or a palette; 8, 16 or 32 bits or floats; strips or tiles;
 * channels interleaved or apart; not packed or by LZW, Deflate or PackBits, with a predictor or without. The JDK's decoder
 * refuses predictors beyond 8 bits and takes the last of four channels for transparency.
 */
final class TiffDecoder {
    private final RandomAccessFile in;
    private final TiffDirectory page;
    private final VoxelType type;

    TiffDecoder(RandomAccessFile in, TiffDirectory page) {
        this.in = in;
        this.page = page;
        this.type = page.type().orElseThrow();
    }

    /** Whether a page is one of these. */
    static boolean knows(TiffDirectory page) {
        boolean isPlain = page.photometric() == TiffDirectory.BLACK_IS_ZERO
                || page.photometric() == TiffDirectory.WHITE_IS_ZERO
                || (page.photometric() == TiffDirectory.RGB && page.samples() >= 3);
        boolean isPalette = page.photometric() == TiffDirectory.PALETTE && page.samples() == 1 && page.bits() == 8;
        return (isPlain || isPalette)
                && Unpacking.isKnown(page.compression())
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
        read((channel, pixel, value) ->
                planes[from + channel * n + pixel] = (float) (white > 0 ? white - value : value));
    }

    /** The values of one channel, row by row. */
    double[] readChannel(int wanted) throws IOException {
        double[] out = new double[page.width() * page.height()];
        double white = white();
        read((channel, pixel, value) -> {
            if (channel == wanted) {
                out[pixel] = white > 0 ? white - value : value;
            }
        });
        return out;
    }

    /**
     * The values as labels, as they are stored whatever their colours; of an image with three equal channels, one of them.
     */
    int[] readLabels() throws IOException {
        int[] labels = new int[page.width() * page.height()];
        boolean[] seen = new boolean[labels.length];
        read((channel, pixel, value) -> {
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

    private void read(Sink sink) throws IOException {
        int sw = page.segmentWidth();
        int sh = page.segmentHeight();
        int across = (page.width() + sw - 1) / sw;
        int down = (page.height() + sh - 1) / sh;
        int planes = page.isPlanar() ? page.samples() : 1;
        if ((long) across * down * planes > page.offsets().length) {
            throw new IOException("a page has too little pixel data");
        }
        for (int segment = 0; segment < across * down * planes; segment++) {
            int plane = segment / (across * down);
            int row = segment / across % down;
            int rows = page.isTiled() ? sh : Math.min(sh, page.height() - row * sh);
            if (plane < page.channels()) {
                ByteBuffer data = segment(segment, sw, rows);
                spread(data, segment % across * sw, row * sh, plane, sink);
            }
        }
    }

    private ByteBuffer segment(int index, int width, int rows) throws IOException {
        int samples = page.isPlanar() ? 1 : page.samples();
        byte[] packed = new byte[Math.toIntExact(page.lengths()[index])];
        in.seek(page.offsets()[index]);
        in.readFully(packed);
        int bytes = Math.multiplyExact(Math.multiplyExact(width, rows), samples * type.bytes());
        ByteBuffer data = ByteBuffer.wrap(Unpacking.unpack(packed, page.compression(), bytes));
        data.order(TiffParser.order(in));
        Predictor.undo(page.predictor(), data, width, samples, type);
        return data;
    }

    /** The pixels of a segment that lie in the image. */
    private void spread(ByteBuffer data, int left, int top, int plane, Sink sink) {
        int samples = page.isPlanar() ? 1 : page.samples();
        int used = page.isPlanar() ? 1 : page.channels();
        int sw = page.segmentWidth();
        int right = Math.min(page.width(), left + sw);
        int bottom = Math.min(page.height(), top + data.capacity() / (sw * samples * type.bytes()));
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int first = ((y - top) * sw + x - left) * samples;
                for (int c = 0; c < used; c++) {
                    sink.put(plane + c, y * page.width() + x, type.get(data, first + c));
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
