package org.samovar.image.io.raw;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.samovar.io.AtomicFiles;

/** Packs what is written. */
public final class Gzip {
    private static final int BUFFER = 1 << 16;

    private Gzip() {}

    /** Writes the packed content; the stream stays open. */
    public static void pack(OutputStream out, AtomicFiles.Content content) throws IOException {
        try (GZIPOutputStream packed = new GZIPOutputStream(new StaysOpen(out), BUFFER)) {
            content.writeTo(packed);
        }
    }

    private static final class StaysOpen extends FilterOutputStream {
        StaysOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
