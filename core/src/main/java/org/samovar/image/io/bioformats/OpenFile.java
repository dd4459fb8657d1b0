package org.samovar.image.io.bioformats;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.samovar.geometry.Region;

/** A file that a reader has open; for one thread at a time. */
final class OpenFile implements AutoCloseable {
    private final Loci loci;
    private final LociReader reader;
    private final Object metadata;
    private @Nullable Part last;
    private byte[] bytes = {};

    /**
     * A part of what is stored.
     *
     * @param series image of the file
     * @param level scale, 0 the finest
     * @param c plane of channels, which may hold several
     * @param window within the plane
     */
    record Part(int series, int level, int z, int c, int t, Region window) {}

    private OpenFile(Loci loci, LociReader reader, Object metadata) {
        this.loci = loci;
        this.reader = reader;
        this.metadata = metadata;
    }

    /** @throws IOException saying why it cannot be read */
    static OpenFile of(Loci loci, Path file) throws IOException {
        LociReader reader = loci.reader();
        Object metadata = loci.metadata();
        boolean isOpen = false;
        try {
            reader.setFlattenedResolutions(false);
            reader.setMetadataStore(metadata);
            reader.setId(file.toAbsolutePath().toString());
            isOpen = true;
            return new OpenFile(loci, reader, metadata);
        } finally {
            if (!isOpen) {
                reader.close();
            }
        }
    }

    LociReader reader() {
        return reader;
    }

    LociMetadata metadata() throws IOException {
        return loci.asMetadata(metadata);
    }

    Calibration calibration() throws IOException {
        return new Calibration(loci, metadata());
    }

    /** The bytes of a part, as they are stored; the channels of one plane are asked for one after the other, so the last part is kept. */
    byte[] read(Part part) throws IOException {
        if (!part.equals(last)) {
            last = null;
            reader.setSeries(part.series());
            reader.setResolution(part.level());
            Region window = part.window();
            bytes = reader.openBytes(
                    reader.getIndex(part.z(), part.c(), part.t()),
                    window.x(),
                    window.y(),
                    window.width(),
                    window.height());
            last = part;
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
