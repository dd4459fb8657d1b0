package org.samovar.image.io.metaimage;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.InflaterInputStream;
import org.samovar.geometry.UserError;
import org.samovar.image.Volume;
import org.samovar.image.VolumeInfo;
import org.samovar.image.io.Residence;
import org.samovar.image.io.VolumeReader;
import org.samovar.image.io.raw.DataFiles;
import org.samovar.image.io.raw.RawVoxels;

/** Reads MetaImage files, the voxels behind the header or in a file of their own beside it, packed by zlib or not. */
public final class MetaImageReader implements VolumeReader {
    private static final int BUFFER = 1 << 16;
    /** What the files of all known programs begin with. */
    private static final List<String> FIRST_FIELDS = List.of("ObjectType", "NDims", "Comment", "ObjectSubType");

    @Override
    public String format() {
        return "MetaImage";
    }

    @Override
    public boolean recognises(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        return FIRST_FIELDS.stream()
                .anyMatch(f -> text.startsWith(f)
                        && text.substring(f.length()).stripLeading().startsWith("="));
    }

    @Override
    public VolumeInfo info(Path file) throws IOException {
        return header(file).info();
    }

    @Override
    public Volume read(Path file, Residence residence) throws IOException {
        MetaHeader header = header(file);
        Path data = header.dataFile().map(name -> DataFiles.of(file, name)).orElse(file);
        if (!header.isPacked()) {
            long start = header.start() < 0 ? Files.size(data) - header.layout().bytes() : header.start();
            if (start < 0) {
                throw new EOFException();
            }
            return Volume.of(header.info(), RawVoxels.ofFile(data, start, header.layout(), residence));
        }
        if (header.start() < 0) {
            throw new UserError("its voxels are packed, and it does not say where they begin");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(data), BUFFER)) {
            in.skipNBytes(header.start());
            return Volume.of(header.info(), RawVoxels.ofStream(new InflaterInputStream(in), header.layout()));
        }
    }

    private static MetaHeader header(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return MetaHeader.of(MetaFields.read(in));
        }
    }
}
