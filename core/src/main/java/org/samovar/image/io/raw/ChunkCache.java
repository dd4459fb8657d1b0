package org.samovar.image.io.raw;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pieces of a file that were unpacked not long ago; a sixteenth of the memory at most, and less where memory is short. Safe
 * for use by several threads.
 *
 * @param <K> what names a piece
 */
public final class ChunkCache<K> {
    private record Kept(SoftReference<ByteBuffer> content, int bytes) {}

    /** Reads and unpacks a piece. */
    @FunctionalInterface
    public interface Loading {
        /** A buffer that nobody changes any more. */
        ByteBuffer load() throws IOException;
    }

    private final long most = Runtime.getRuntime().maxMemory() / 16;
    /** The one that was not used for the longest time is the first. */
    private final Map<K, Kept> pieces = new LinkedHashMap<>(16, 0.75f, true);

    private long bytes;

    /**
     * A piece, unpacked now where it is not kept.
     *
     * @return read-only by contract, as others read it at the same time
     */
    public ByteBuffer get(K key, Loading loading) throws IOException {
        ByteBuffer known = known(key);
        if (known != null) {
            return known;
        }
        ByteBuffer loaded = loading.load();
        keep(key, loaded);
        return loaded;
    }

    private synchronized @Nullable ByteBuffer known(K key) {
        Kept kept = pieces.get(key);
        return kept == null ? null : kept.content.get();
    }

    private synchronized void keep(K key, ByteBuffer loaded) {
        Kept older = pieces.put(key, new Kept(new SoftReference<>(loaded), loaded.capacity()));
        bytes += loaded.capacity() - (older == null ? 0 : older.bytes);
        Iterator<Kept> eldest = pieces.values().iterator();
        while (bytes > most && eldest.hasNext()) {
            bytes -= eldest.next().bytes;
            eldest.remove();
        }
    }
}
