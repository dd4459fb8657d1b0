package org.samovar.image.io.nrrd;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.samovar.geometry.UserError;
import org.samovar.image.Volume;
import org.samovar.image.VolumeInfo;
import org.samovar.image.io.Residence;
import org.samovar.image.io.VolumeReader;
import org.samovar.image.io.nrrd.NrrdTypes.Encoding;
import org.samovar.image.io.raw.RawVoxels;

/** Reads NRRD files, the voxels behind the header or in a file of their own beside it: raw, packed with gzip, or text. */
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
        return header(file).info();
    }

    @Override
    public Volume read(Path file, Residence residence) throws IOException {
        NrrdHeader header = header(file);
        Path data =
                header.dataFile().isPresent() ? detached(file, header.dataFile().get()) : file;
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

    private static NrrdHeader header(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return NrrdHeader.of(NrrdFields.read(in));
        }
    }

    /** The file beside the header or in a folder below; a header from elsewhere is not to open what else is on the disk. */
    private static Path detached(Path file, String name) {
        try {
            Path folder = file.toAbsolutePath().normalize().resolveSibling("");
            Path data = folder.resolve(name).normalize();
            if (!data.startsWith(folder)) {
                throw new UserError("its voxels lie in " + name + ", outside its folder");
            }
            if (!Files.isRegularFile(data)) {
                throw new UserError("its voxels lie in " + name + ", and there is no such file beside it");
            }
            return data;
        } catch (InvalidPathException e) {
            throw new UserError("its voxels lie in '" + name + "', which is no name of a file", e);
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
