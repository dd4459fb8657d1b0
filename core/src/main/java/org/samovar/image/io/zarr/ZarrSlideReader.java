package org.samovar.image.io.zarr;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.samovar.geometry.UserError;
import org.samovar.image.Channels;
import org.samovar.image.Slide;
import org.samovar.image.SlideLevel;
import org.samovar.image.VoxelSource;
import org.samovar.image.io.SlideReader;
import org.samovar.image.io.raw.ChunkCache;
import org.samovar.image.io.raw.VoxelSlide;
import org.samovar.image.io.zarr.Axes.Role;

/** Opens flat images of OME-Zarr with all their sizes as slides, and arrays of Zarr and N5 as slides of one level. Chunks are read when they are needed. */
public final class ZarrSlideReader implements SlideReader {
    @Override
    public String format() {
        return ZarrReader.FORMAT;
    }

    @Override
    public boolean recognises(byte[] head) {
        return false;
    }

    @Override
    public boolean recognisesFolder(Path folder) {
        return Node.isNode(folder);
    }

    @Override
    public Slide open(Path file) {
        List<ZarrImage> sizes = ZarrImage.sizes(file);
        ZarrImage first = sizes.get(0);
        ChunkCache<ChunkedVoxels.Chunk> cache = new ChunkCache<>();
        List<SlideLevel> levels = new ArrayList<>();
        List<VoxelSource> voxels = new ArrayList<>();
        for (ZarrImage size : sizes) {
            requireFlat(size);
            requireAlike(first, size);
            int width = size.axes().length(Role.X);
            int height = size.axes().length(Role.Y);
            levels.add(
                    levels.isEmpty()
                            ? SlideLevel.finest(width, height)
                            : levels.get(0).reducedTo(width, height));
            voxels.add(new ChunkedVoxels(size.array(), size.axes(), file.toString(), cache));
        }
        VoxelSlide.Samples samples = new VoxelSlide.Samples(
                first.axes().channels(), first.array().type().sample(), Channels.INTENSITY);
        return VoxelSlide.open(
                format(), levels, voxels, samples, first.geometry().spacing());
    }

    private static void requireFlat(ZarrImage size) {
        int slices = size.axes().length(Role.Z);
        int frames = size.axes().length(Role.T);
        if (slices > 1 || frames > 1) {
            throw new UserError(
                    "it has " + slices + " slices and " + frames + " points in time, where a slide has one of each");
        }
    }

    private static void requireAlike(ZarrImage first, ZarrImage other) {
        if (other.array().type() != first.array().type()
                || other.axes().channels() != first.axes().channels()
                || other.axes().length(Role.X) > first.axes().length(Role.X)
                || other.axes().length(Role.Y) > first.axes().length(Role.Y)) {
            throw new UserError("the sizes of its image do not fit each other");
        }
    }
}
