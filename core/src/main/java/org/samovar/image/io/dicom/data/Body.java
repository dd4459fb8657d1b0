package org.samovar.image.io.dicom.data;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * The bytes of a file's data set. What is packed as a whole is unpacked when it is asked for, and kept while there is memory
 * to spare: each frame would else be unpacked from the beginning.
 */
final class Body {
    /** Bytes that a packed data set may have, so that a small file cannot keep a reader busy for hours. */
    private static final long MOST_UNPACKED =
            Math.min(1 << 30, Runtime.getRuntime().maxMemory() / 8);

    private final Path path;
    private final TransferSyntax syntax;
    private final long start;
    private volatile SoftReference<byte[]> unpacked = new SoftReference<>(new byte[0]);

    /** @param start of the data set in the file, in bytes */
    Body(Path path, TransferSyntax syntax, long start) {
        this.path = path;
        this.syntax = syntax;
        this.start = start;
    }

    /** All of it, unpacked. */
    InputStream open() throws IOException {
        InputStream in = Files.newInputStream(path);
        try {
            in.skipNBytes(start);
            return syntax.isDeflated() ? new Bounded(new Unpacking(in)) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /**
     * Some of it.
     *
     * @throws IOException where it ends before
     */
    byte[] read(long offset, int length) throws IOException {
        if (syntax.isDeflated()) {
            byte[] all = unpacked();
            requireEnd(offset + length, all.length);
            byte[] out = new byte[length];
            System.arraycopy(all, (int) offset, out, 0, length);
            return out;
        }
        try (InputStream in = open()) {
            in.skipNBytes(offset);
            byte[] out = in.readNBytes(length);
            requireEnd(length, out.length);
            return out;
        }
    }

    /**
     * Checks that it reaches to a place.
     *
     * @throws IOException where it does not
     */
    void requireReach(long end) throws IOException {
        requireEnd(end, syntax.isDeflated() ? unpacked().length : Files.size(path) - start);
    }

    private static void requireEnd(long wanted, long end) throws IOException {
        if (wanted > end) {
            throw new EOFException();
        }
    }

    private byte[] unpacked() throws IOException {
        byte[] known = unpacked.get();
        if (known != null && known.length > 0) {
            return known;
        }
        try (InputStream in = open()) {
            byte[] all = in.readAllBytes();
            unpacked = new SoftReference<>(all);
            return all;
        }
    }

    /** Frees the memory of the unpacking, which lies outside of Java's. */
    private static final class Unpacking extends InflaterInputStream {
        Unpacking(InputStream in) {
            super(in, new Inflater(true));
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end();
        }
    }

    /** Ends in words where there are too many bytes. */
    private static final class Bounded extends FilterInputStream {
        private long left = MOST_UNPACKED;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            spend(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] out, int from, int length) throws IOException {
            int count = super.read(out, from, length);
            spend(count);
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = super.skip(count);
            spend(skipped);
            return skipped;
        }

        private void spend(long count) throws IOException {
            left -= Math.max(0, count);
            if (left < 0) {
                throw new IOException("it unpacks to more than " + MOST_UNPACKED / (1 << 20) + " MB");
            }
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
