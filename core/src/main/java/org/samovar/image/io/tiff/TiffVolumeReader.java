package org.samovar.image.io.tiff;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.samovar.image.Volume;
import org.samovar.image.VolumeInfo;
import org.samovar.image.VoxelSource;
import org.samovar.image.io.Limits;
import org.samovar.image.io.Residence;
import org.samovar.image.io.VolumeReader;
import org.samovar.image.io.raw.ChunkCache;
import org.samovar.image.io.raw.RawLayout;
import org.samovar.image.io.raw.RawVoxels;

/**
 * Reads the pages of a TIFF as a volume or time series, calibrated where ImageJ says how; palettes are ways to show the
 * values and are left out.
 */
public final class TiffVolumeReader implements VolumeReader {
    @Override
    public String format() {
        return "TIFF";
    }

    @Override
    public boolean recognises(byte[] head) {
        return TiffParser.isSignature(head);
    }

    @Override
    public VolumeInfo info(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            return TiffStack.read(in).info();
        }
    }

    @Override
    public Volume read(Path file, Residence residence) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            TiffStack stack = TiffStack.read(in);
            return Volume.of(stack.info(), voxels(file, in, stack, residence));
        }
    }

    private static VoxelSource voxels(Path file, RandomAccessFile in, TiffStack stack, Residence residence)
            throws IOException {
        RawLayout stored = stack.layout();
        if (stack.isPlain()) {
            return RawVoxels.ofFile(file, stack.offset(), stored, residence);
        }
        VolumeInfo info = stack.info();
        RawLayout layout = RawLayout.planar(info.size(), info.channels(), stack.type(), ByteOrder.LITTLE_ENDIAN)
                .scaled(stored.slope(), stored.intercept());
        if (residence == Residence.ON_DISK || !Limits.isSmall(layout.bytes())) {
            return stack.unpacking(file, new ChunkCache<>());
        }
        return RawVoxels.ofStream(new TiffPlanes(in, stack), layout);
    }
}
