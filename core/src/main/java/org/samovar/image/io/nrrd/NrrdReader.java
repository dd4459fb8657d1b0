package org.samovar.image.io.nrrd;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.samovar.image.Volume;
import org.samovar.image.VolumeInfo;
import org.samovar.image.io.Residence;
import org.samovar.image.io.VolumeReader;
import org.samovar.image.io.nrrd.NrrdTypes.Encoding;
import org.samovar.image.io.raw.DataFiles;
import org.samovar.image.io.raw.RawVoxels;

/**
 * Reads NRRD files, the voxels behind the header or in a file of their own beside it: raw, packed with gzip, or text.
 * Segmentations of 3D Slicer become one label for each voxel.
 */
public final class NrrdReader implements VolumeReader {
    private static final int BUFFER = 1 << 16;

    @Override
    public String format() {
        return "NRRD";
    }

    @Override
    public boolean recognises(byte[] head) {
        return new String(head, StandardCharsets.ISO_8859_1).startsWith(NrrdFields.MAGIC);
    }

    @Override
    public VolumeInfo info(Path file) throws IOException {
        NrrdFields fields = fields(file);
        return NrrdSegments.of(fields).info(NrrdHeader.of(fields).info());
    }

    @Override
    public Volume read(Path file, Residence residence) throws IOException {
        NrrdFields fields = fields(file);
        return NrrdSegments.of(fields).joined(stored(file, NrrdHeader.of(fields), residence));
    }

    @Override
    public Map<Integer, String> labelNames(Path file) throws IOException {
        return NrrdSegments.of(fields(file)).names();
    }

    /** The values as they stand in the file. */
    private static Volume stored(Path file, NrrdHeader header, Residence residence) throws IOException {
        Path data = header.dataFile().isPresent()
                ? DataFiles.of(file, header.dataFile().get())
                : file;
        long start = header.dataFile().isPresent() ? 0 : header.length();
        if (header.encoding() == Encoding.RAW) {
            long offset = header.byteSkip() < 0
                    ? Files.size(data) - header.layout().bytes()
                    : behindLines(data, start, header.lineSkip()) + header.byteSkip();
            if (offset < start) {
                throw new EOFException();
            }
            return Volume.of(header.info(), RawVoxels.ofFile(data, offset, header.layout(), residence));
        }
        long packed = behindLines(data, start, header.lineSkip());
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(data), BUFFER)) {
            raw.skipNBytes(packed);
            try (InputStream in = unpacked(raw, header)) {
                in.skipNBytes(header.encoding() == Encoding.GZIP ? header.byteSkip() : 0);
                return Volume.of(header.info(), RawVoxels.ofStream(in, header.layout()));
            }
        }
    }

    private static InputStream unpacked(InputStream in, NrrdHeader header) throws IOException {
        if (header.encoding() == Encoding.GZIP) {
            return new GZIPInputStream(in, BUFFER);
        }
        in.skipNBytes(header.byteSkip());
        return new NrrdNumbers(in, header.layout().type());
    }

    private static NrrdFields fields(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return NrrdFields.read(in);
        }
    }

    /** The place behind a number of lines. */
    private static long behindLines(Path data, long start, int lines) throws IOException {
        if (lines == 0) {
            return start;
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(data), BUFFER)) {
            in.skipNBytes(start);
            long at = start;
            for (int left = lines; left > 0; at++) {
                int c = in.read();
                if (c < 0) {
                    throw new EOFException();
                }
                left -= c == '\n' ? 1 : 0;
            }
            return at;
        }
    }
}
