package org.samovar.image.io.tiff;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.samovar.geometry.Affine;
import org.samovar.geometry.Region;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.Channels;
import org.samovar.image.VolumeInfo;
import org.samovar.image.VoxelSource;
import org.samovar.image.io.raw.RawLayout;
import org.samovar.image.io.raw.VoxelType;

/** The pages of a file as a volume, checked to be alike. */
final class TiffStack {
    private final List<TiffDirectory> pages;
    private final ByteOrder order;
    private final int count;
    private final RawLayout layout;
    private final VolumeInfo info;

    private TiffStack(List<TiffDirectory> pages, ByteOrder order, long fileLength) throws IOException {
        TiffDirectory first = pages.get(0);
        ImageJDescription description = first.imageJ();
        for (TiffDirectory page : pages) {
            if (!TiffDecoder.knows(page)) {
                throw new UserError("its pages are packed or coloured in a way that is not read as a volume here");
            }
            if (page.width() != first.width()
                    || page.height() != first.height()
                    || page.channels() != first.channels()
                    || !page.type().equals(first.type())) {
                throw new IOException("its pages differ in size or type");
            }
        }
        this.pages = pages;
        this.order = order;
        this.count = hasAllIn(first, fileLength) ? description.images() : pages.size();
        VolumeSize size = description.size(first.width(), first.height(), count);
        int channels = Math.multiplyExact(description.channels(count), first.channels());
        this.layout = layout(size, channels);
        boolean isColour = first.photometric() == TiffDirectory.RGB && channels == 3;
        this.info = new VolumeInfo(
                size,
                channels,
                layout.sample(),
                isColour ? Channels.COLOUR : Channels.INTENSITY,
                new VolumeGeometry(
                        Affine.of(first.pixelWidth(), first.pixelHeight(), description.spacing()),
                        description.unit(),
                        description.interval(),
                        description.timeUnit()));
    }

    static TiffStack read(RandomAccessFile in) throws IOException {
        return new TiffStack(TiffParser.pages(in), TiffParser.order(in), in.length());
    }

    /** Whether the first page is followed by the samples of pages that have no directory. */
    private boolean hasAllIn(TiffDirectory first, long fileLength) {
        double plane = (double) first.width() * first.height() * type().bytes();
        double end = first.offsets()[0] + plane * first.imageJ().images();
        return pages.size() == 1 && first.isPlain() && first.samples() == 1 && end <= fileLength;
    }

    VolumeInfo info() {
        return info;
    }

    /** How a sample is stored. */
    VoxelType type() {
        return pages.get(0).type().orElseThrow();
    }

    /** Whether all pages lie in the file one behind the other as they are. */
    boolean isPlain() {
        if (pages.size() > 1
                && pages.get(0).samples() > 1
                && info.channels() > pages.get(0).channels()) {
            return false;
        }
        long at = offset();
        long each = layout.bytes() / count;
        for (TiffDirectory page : pages) {
            if (!page.isPlain() || page.offsets()[0] != at) {
                return false;
            }
            at += each;
        }
        return true;
    }

    /** The place of the first sample in the file. */
    long offset() {
        return pages.get(0).offsets()[0];
    }

    private RawLayout layout(VolumeSize size, int channels) {
        int samples = pages.get(0).samples();
        long row = (long) samples * size.width();
        long plane = row * size.height();
        int onPages = channels / pages.get(0).channels();
        ImageJDescription description = pages.get(0).imageJ();
        return new RawLayout(
                size,
                onPages * samples,
                type(),
                order,
                samples,
                row,
                plane * onPages,
                plane * onPages * size.depth(),
                onPages > 1 ? plane : 1,
                description.slope(),
                description.intercept());
    }

    /** The order of the samples in a plain file. */
    RawLayout layout() {
        return layout;
    }

    /** The values of a page before they are calibrated. */
    double[] plane(RandomAccessFile in, int z, int t, int c) throws IOException {
        int each = pages.get(0).channels();
        int page = (t * info.size().depth() + z) * (info.channels() / each) + c / each;
        return new TiffDecoder(in, pages.get(page)).readChannel(c % each);
    }

    /** The values, of which each page is unpacked whenever a part of it is asked for. */
    VoxelSource unpacking(Path file) {
        return (window, z, t, c) -> {
            try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
                double[] out = crop(plane(in, z, t, c), info.size().width(), window);
                for (int i = 0; i < out.length; i++) {
                    out[i] = out[i] * layout.slope() + layout.intercept();
                }
                return out;
            } catch (IOException e) {
                throw new UserError("Cannot read slice " + z + " of " + file + ": its data are damaged.", e);
            }
        };
    }

    private static double[] crop(double[] plane, int width, Region window) {
        double[] out = new double[window.size().pixels()];
        for (int y = 0; y < window.height(); y++) {
            int from = (window.y() + y) * width + window.x();
            System.arraycopy(plane, from, out, y * window.width(), window.width());
        }
        return out;
    }
}
