package org.samovar.image.io.tiff;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.samovar.geometry.Spacing;
import org.samovar.image.Slide;
import org.samovar.image.SlideLevel;
import org.samovar.image.VoxelSource;
import org.samovar.image.io.Residence;
import org.samovar.image.io.SlideReader;
import org.samovar.image.io.UnknownVariant;
import org.samovar.image.io.raw.ChunkCache;
import org.samovar.image.io.raw.RawVoxels;
import org.samovar.image.io.raw.VoxelSlide;

/** Opens flat TIFF, BigTIFF and OME-TIFF files as slides, whose levels are pages below the first one or smaller pages behind it. Strips and tiles are unpacked when they are needed. */
public final class TiffSlideReader implements SlideReader {
    /** Samples of a strip or tile that is unpacked as a whole, although it lies in the file as it is. */
    private static final long LARGEST_SEGMENT = 1 << 24;

    @Override
    public String format() {
        return "TIFF";
    }

    @Override
    public boolean recognises(byte[] head) {
        return TiffParser.isSignature(head);
    }

    @Override
    public Slide open(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            ByteOrder order = TiffParser.order(in);
            List<PageOrder> pages = TiffLevels.of(in);
            TiffStack first = new TiffStack(pages.get(0), order);
            if (pages.get(0).planes().get(0).photometric() == TiffDirectory.PALETTE) {
                throw new UnknownVariant("its pixels are numbers of colours in a palette");
            }
            ChunkCache<TiffStack.Segment> cache = new ChunkCache<>();
            List<SlideLevel> levels = new ArrayList<>();
            List<VoxelSource> voxels = new ArrayList<>();
            for (PageOrder level : pages) {
                TiffDirectory page = level.planes().get(0);
                levels.add(
                        levels.isEmpty()
                                ? SlideLevel.finest(page.width(), page.height())
                                : levels.get(0).reducedTo(page.width(), page.height()));
                voxels.add(voxels(file, new TiffStack(level, order), level, cache));
            }
            VoxelSlide.Samples samples =
                    new VoxelSlide.Samples(first.channels(), first.type().sample(), first.meaning());
            return VoxelSlide.open(format(), levels, voxels, samples, spacing(pages.get(0)));
        }
    }

    private static VoxelSource voxels(Path file, TiffStack stack, PageOrder level, ChunkCache<TiffStack.Segment> cache)
            throws IOException {
        TiffDirectory page = level.planes().get(0);
        boolean isCut = level.planes().size() == level.channels()
                && (long) page.segmentWidth() * page.segmentHeight() <= LARGEST_SEGMENT / page.samples();
        return isCut || !stack.isPlain()
                ? stack.unpacking(file, cache)
                : RawVoxels.ofFile(file, stack.offset(), stack.layout(), Residence.ON_DISK);
    }

    private static Spacing spacing(PageOrder order) {
        Spacing told = order.geometry().spacing();
        return "pixel".equals(told.unit()) ? order.planes().get(0).spacing() : told;
    }
}
