package org.samovar.image.io.nifti;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.samovar.image.Volume;
import org.samovar.image.VolumeInfo;
import org.samovar.image.io.Residence;
import org.samovar.image.io.VolumeReader;
import org.samovar.image.io.raw.RawVoxels;

/** Reads NIfTI-1 and NIfTI-2 files with their voxels inside, {@code .nii} and {@code .nii.gz}. */
public final class NiftiReader implements VolumeReader {
    private static final int BUFFER = 1 << 16;

    @Override
    public String format() {
        return "NIfTI";
    }

    @Override
    public boolean recognises(byte[] head) {
        return NiftiFields.version(head) > 0;
    }

    @Override
    public VolumeInfo info(Path file) throws IOException {
        try (InputStream in = open(file)) {
            return NiftiHeader.read(in).info();
        }
    }

    @Override
    public Volume read(Path file, Residence residence) throws IOException {
        try (InputStream in = open(file)) {
            NiftiHeader header = NiftiHeader.read(in);
            if (!(in instanceof GZIPInputStream)) {
                return Volume.of(header.info(), RawVoxels.ofFile(file, header.offset(), header.layout(), residence));
            }
            in.skipNBytes(header.offset() - header.length());
            return Volume.of(header.info(), RawVoxels.ofStream(in, header.layout()));
        }
    }

    private static InputStream open(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            raw.mark(2);
            boolean isPacked = raw.read() == 0x1f && raw.read() == 0x8b;
            raw.reset();
            return isPacked ? new GZIPInputStream(raw, BUFFER) : raw;
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }
}
