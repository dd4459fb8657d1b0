package org.samovar.image.io.tiff;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Region;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.Channels;
import org.samovar.image.VolumeInfo;
import org.samovar.image.VoxelSource;
import org.samovar.image.io.UnknownVariant;
import org.samovar.image.io.raw.ChunkCache;
import org.samovar.image.io.raw.RawLayout;
import org.samovar.image.io.raw.VoxelType;

/** The pages of a file as a volume, checked to be alike. */
final class TiffStack {
    private final PageOrder pages;
    private final RawLayout layout;
    private final VolumeInfo info;

    private TiffStack(PageOrder pages, ByteOrder order) throws IOException {
        TiffDirectory first = requireAlike(pages.planes());
        this.pages = pages;
        int channels = Math.multiplyExact(pages.channels(), first.channels());
        this.layout = layout(pages, order);
        boolean isColour = first.photometric() == TiffDirectory.RGB && channels == 3;
        Channels meaning = isColour ? Channels.COLOUR : Channels.INTENSITY;
        this.info = new VolumeInfo(pages.size(), channels, layout.sample(), meaning, pages.geometry());
    }

    /** The first of some pages. */
    private static TiffDirectory requireAlike(List<TiffDirectory> pages) throws IOException {
        TiffDirectory first = pages.get(0);
        for (TiffDirectory page : pages) {
            if (!TiffDecoder.knows(page)) {
                throw new UnknownVariant("its pages are packed or coloured in a way that is not read as a volume here");
            }
            if (page.width() != first.width()
                    || page.height() != first.height()
                    || page.channels() != first.channels()
                    || !page.type().equals(first.type())) {
                throw new UnknownVariant("its pages differ in size or type");
            }
        }
        return first;
    }

    static TiffStack read(RandomAccessFile in) throws IOException {
        return new TiffStack(PageOrder.of(TiffParser.pages(in), in.length()), TiffParser.order(in));
    }

    private TiffDirectory first() {
        return pages.planes().get(0);
    }

    VolumeInfo info() {
        return info;
    }

    /** How a sample is stored. */
    VoxelType type() {
        return first().type().orElseThrow();
    }

    /** Whether all pages lie in the file one behind the other as they are. */
    boolean isPlain() {
        if (pages.planes().size() > 1 && first().samples() > 1 && pages.channels() > 1) {
            return false;
        }
        long at = offset();
        long each = layout.bytes() / pages.count();
        for (TiffDirectory page : pages.planes()) {
            if (!page.isPlain() || page.offsets()[0] != at) {
                return false;
            }
            at += each;
        }
        return true;
    }

    /** The place of the first sample in the file. */
    long offset() {
        return first().offsets()[0];
    }

    private static RawLayout layout(PageOrder pages, ByteOrder order) {
        TiffDirectory first = pages.planes().get(0);
        int samples = first.samples();
        VolumeSize size = pages.size();
        long row = (long) samples * size.width();
        long plane = row * size.height();
        return new RawLayout(
                size,
                Math.multiplyExact(pages.channels(), samples),
                first.type().orElseThrow(),
                order,
                samples,
                row,
                plane * pages.channels(),
                plane * pages.channels() * size.depth(),
                pages.channels() > 1 ? plane : 1,
                pages.slope(),
                pages.intercept());
    }

    /** The order of the samples in a plain file. */
    RawLayout layout() {
        return layout;
    }

    /** A strip or tile. */
    private record Segment(int plane, int index) {}

    /** Gives unpacked strips and tiles. */
    private interface Segments {
        ByteBuffer get(TiffDirectory page, Segment segment) throws IOException;
    }

    /** The values of a plane before they are calibrated. */
    double[] plane(RandomAccessFile in, int z, int t, int c) throws IOException {
        Region whole = info.size().slice(Axis.Z).region();
        return read((page, segment) -> TiffDecoder.unpacked(in, page, segment.index), whole, z, t, c);
    }

    private double[] read(Segments segments, Region window, int z, int t, int c) throws IOException {
        int each = first().channels();
        int plane = (t * pages.size().depth() + z) * pages.channels() + c / each;
        TiffDirectory page = pages.planes().get(plane);
        return new TiffDecoder(page, index -> segments.get(page, new Segment(plane, index)))
                .readChannel(c % each, window);
    }

    /** The values, of which strips and tiles are unpacked when a part of them is asked for. */
    VoxelSource unpacking(Path file) {
        ChunkCache<Segment> cache = new ChunkCache<>();
        return (window, z, t, c) -> {
            try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
                Segments segments =
                        (page, segment) -> cache.get(segment, () -> TiffDecoder.unpacked(in, page, segment.index));
                double[] out = read(segments, window, z, t, c);
                for (int i = 0; i < out.length; i++) {
                    out[i] = out[i] * layout.slope() + layout.intercept();
                }
                return out;
            } catch (IOException e) {
                throw new UserError("Cannot read slice " + z + " of " + file + ": its data are damaged.", e);
            }
        };
    }
}
