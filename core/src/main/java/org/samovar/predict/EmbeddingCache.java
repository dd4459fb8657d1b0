package org.samovar.predict;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.samovar.model.ImageFeatures;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;

/**
 * The embeddings of one network, so that an image that is prompted again is not encoded again: the latest ones in memory, those of
 * whole images in a folder as well. Sessions of any thread may share one; it owns the embeddings until it is closed.
 */
public final class EmbeddingCache implements AutoCloseable {
    private final String network;
    private final long capacity;
    private final Optional<EmbeddingFolder> folder;
    private final Map<EmbeddingKey, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;
    /** Bytes of the latest embedding. */
    private long latest;

    private boolean closed;

    private EmbeddingCache(String network, long capacity, Optional<EmbeddingFolder> folder) {
        if (capacity < 0) {
            throw new IllegalArgumentException("capacity " + capacity);
        }
        this.network = network;
        this.capacity = capacity;
        this.folder = folder;
    }

    /**
     * In memory only.
     *
     * @param bytes kept at most, apart from embeddings that are in use and the latest one
     */
    public static EmbeddingCache inMemory(long bytes) {
        return new EmbeddingCache("", bytes, Optional.empty());
    }

    /**
     * In memory, and in a folder that may serve several networks.
     *
     * @param networkHash of the network's weights, such as the SHA-256 of its file
     * @param bytes kept in memory at most, apart from embeddings that are in use and the latest one
     */
    public static EmbeddingCache onDisk(EmbeddingFolder folder, String networkHash, long bytes) {
        return new EmbeddingCache(networkHash, bytes, Optional.of(folder));
    }

    /** Bytes of all embeddings in memory. */
    public synchronized long bytes() {
        return bytes;
    }

    /** Whether another embedding like the latest one would be kept without loss of others. */
    synchronized boolean hasRoom() {
        return folder.isPresent() || bytes + latest <= capacity;
    }

    /** The hash that this cache's keys begin with. */
    String network() {
        return network;
    }

    /** An embedding for use until the lease is closed. Runs {@code encode} in the caller's scope where it is not kept yet. */
    Lease lease(EmbeddingKey key, Place place, Supplier<ImageFeatures> encode) {
        synchronized (this) {
            requireOpen();
            Entry known = entries.get(key);
            if (known != null) {
                return new Lease(known);
            }
        }
        Optional<EmbeddingFolder> files = place == Place.MEMORY_AND_DISK ? folder : Optional.empty();
        Optional<ImageFeatures> stored = files.flatMap(f -> f.read(key));
        ImageFeatures features = stored.orElseGet(encode);
        if (stored.isEmpty()) {
            files.ifPresent(f -> f.write(key, features));
        }
        return put(key, features);
    }

    /** Where an embedding is worth keeping. */
    enum Place {
        MEMORY,
        MEMORY_AND_DISK
    }

    private synchronized Lease put(EmbeddingKey key, ImageFeatures features) {
        requireOpen();
        Entry entry = entries.get(key);
        if (entry == null) {
            entry = new Entry(features);
            entries.put(key, entry);
            bytes += entry.bytes;
            latest = entry.bytes;
        }
        Lease lease = new Lease(entry);
        evict(entry);
        return lease;
    }

    private void evict(Entry latest) {
        Iterator<Entry> oldest = entries.values().iterator();
        while (bytes > capacity && oldest.hasNext()) {
            Entry entry = oldest.next();
            if (entry != latest) {
                oldest.remove();
                drop(entry);
            }
        }
    }

    private void drop(Entry entry) {
        bytes -= entry.bytes;
        entry.dropped = true;
        entry.freeIfUnused();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The embedding cache is closed");
        }
    }

    /** Frees the embeddings in memory, those in use as soon as they are not; for someone who will not see these images again. */
    public synchronized void clear() {
        List<Entry> all = new ArrayList<>(entries.values());
        entries.clear();
        all.forEach(this::drop);
    }

    /** Frees the embeddings, those in use as soon as they are not. */
    @Override
    public synchronized void close() {
        closed = true;
        clear();
    }

    private static final class Entry {
        private final Scope owner = Scope.shared();
        private final ImageFeatures features;
        private final long bytes;
        private int users;
        private boolean dropped;

        Entry(ImageFeatures features) {
            this.features = features.moveTo(owner);
            long sum = size(features.embedding());
            for (Tensor fine : features.highResolution()) {
                sum += size(fine);
            }
            this.bytes = sum;
        }

        private static long size(Tensor tensor) {
            return tensor.count() * tensor.type().bytes();
        }

        void freeIfUnused() {
            if (dropped && users == 0) {
                owner.close();
            }
        }
    }

    /** The use of an embedding; while it lasts the embedding is not freed. */
    final class Lease implements AutoCloseable {
        private final Entry entry;
        private boolean returned;

        private Lease(Entry entry) {
            this.entry = entry;
            entry.users++;
        }

        ImageFeatures features() {
            return entry.features;
        }

        @Override
        public void close() {
            synchronized (EmbeddingCache.this) {
                if (!returned) {
                    returned = true;
                    entry.users--;
                    entry.freeIfUnused();
                }
            }
        }
    }
}
