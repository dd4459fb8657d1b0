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
    private final ByteOrder order;

    /** @throws UnknownVariant where its pages differ, or cannot be unpacked here */
    TiffStack(PageOrder pages, ByteOrder order) throws UnknownVariant {
        requireAlike(pages.planes());
        this.pages = pages;
        this.order = order;
    }

    private static void requireAlike(List<TiffDirectory> pages) throws UnknownVariant {
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
    }

    static TiffStack read(RandomAccessFile in) throws IOException {
        return new TiffStack(PageOrder.of(TiffParser.pages(in), in.length()), TiffParser.order(in));
    }

    private TiffDirectory first() {
        return pages.planes().get(0);
    }

    /** @throws UserError where a slice is larger than one array */
    VolumeInfo info() {
        return new VolumeInfo(pages.size(), channels(), layout().sample(), meaning(), pages.geometry());
    }

    int channels() {
        return Math.multiplyExact(pages.channels(), first().channels());
    }

    Channels meaning() {
        return first().isColour() && channels() == 3 ? Channels.COLOUR : Channels.INTENSITY;
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
        if (!pages.planes().stream().allMatch(TiffDirectory::isPlain)) {
            return false;
        }
        long at = offset();
        long each = layout().bytes() / pages.count();
        for (TiffDirectory page : pages.planes()) {
            if (page.offsets()[0] != at) {
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

    /** The order of the samples in a plain file. */
    RawLayout layout() {
        TiffDirectory first = first();
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

    /** A strip or tile. */
    record Segment(TiffDirectory page, int index) {}

    /** Gives unpacked strips and tiles. */
    private interface Segments {
        ByteBuffer get(Segment segment) throws IOException;
    }

    /** The values of a plane before they are calibrated. */
    double[] plane(RandomAccessFile in, int z, int t, int c) throws IOException {
        Region whole = pages.size().slice(Axis.Z).region();
        return read(segment -> TiffDecoder.unpacked(in, segment.page, segment.index), whole, z, t, c);
    }

    private double[] read(Segments segments, Region window, int z, int t, int c) throws IOException {
        int each = first().channels();
        int plane = (t * pages.depth() + z) * pages.channels() + c / each;
        TiffDirectory page = pages.planes().get(plane);
        return new TiffDecoder(page, index -> segments.get(new Segment(page, index))).readChannel(c % each, window);
    }

    /** The values, of which strips and tiles are unpacked when a part of them is asked for. @param cache may be that of several stacks of the file */
    VoxelSource unpacking(Path file, ChunkCache<Segment> cache) {
        return (window, z, t, c) -> {
            try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
                Segments segments =
                        segment -> cache.get(segment, () -> TiffDecoder.unpacked(in, segment.page, segment.index));
                double[] out = read(segments, window, z, t, c);
                for (int i = 0; i < out.length; i++) {
                    out[i] = out[i] * pages.slope() + pages.intercept();
                }
                return out;
            } catch (IOException e) {
                throw new UserError("Cannot read slice " + z + " of " + file + ": its data are damaged.", e);
            }
        };
    }
}
