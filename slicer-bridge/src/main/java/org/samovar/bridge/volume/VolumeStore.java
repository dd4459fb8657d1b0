package org.samovar.bridge.volume;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.samovar.bridge.v1.ErrorCode;
import org.samovar.bridge.v1.Fault;

/**
 * The volumes of all clients, each content once. One that nobody uses stays for whoever opens it again, until its memory is wanted. Used by any
 * thread.
 */
public final class VolumeStore {
    private final long capacity;
    /** In the order of their last use. */
    private final Map<String, Kept> volumes = new LinkedHashMap<>(16, 0.75f, true);

    private long bytes;

    /** @param capacity bytes of voxels, those that are coming in included */
    public VolumeStore(long capacity) {
        this.capacity = capacity;
    }

    private static final class Kept {
        private final StoredVoxels voxels;
        private final long bytes;
        private int users;

        Kept(StoredVoxels voxels, long bytes) {
            this.voxels = voxels;
            this.bytes = bytes;
        }
    }

    /** The use of a volume, which is kept while it lasts. Closing it twice does no harm. */
    public final class Lease implements AutoCloseable {
        private final Kept kept;
        private boolean returned;

        private Lease(Kept kept) {
            this.kept = kept;
            kept.users++;
        }

        public StoredVoxels voxels() {
            return kept.voxels;
        }

        /** Another use of the same volume. @throws Fault NOT_FOUND when this one has ended */
        public Lease again() throws Fault {
            synchronized (VolumeStore.this) {
                if (returned) {
                    throw new Fault(ErrorCode.NOT_FOUND, "The volume was closed meanwhile.");
                }
                return new Lease(kept);
            }
        }

        @Override
        public void close() {
            synchronized (VolumeStore.this) {
                if (!returned) {
                    returned = true;
                    kept.users--;
                }
            }
        }
    }

    /** The most bytes of a volume. */
    public long capacity() {
        return capacity;
    }

    /** Volumes that are there. */
    public synchronized int count() {
        return volumes.size();
    }

    /** Volumes that someone uses. */
    public synchronized int inUse() {
        return (int) volumes.values().stream().filter(kept -> kept.users > 0).count();
    }

    /** Bytes of the volumes that are there and of those that are coming in. */
    public synchronized long bytes() {
        return bytes;
    }

    /**
     * A volume that is there.
     *
     * @param contentId SHA-256 in lower-case hexadecimal digits, of the header and the voxels
     */
    public synchronized Optional<Lease> find(VolumeHeader header, String contentId) {
        return Optional.ofNullable(volumes.get(contentId))
                .filter(kept -> kept.voxels.header().equals(header))
                .map(Lease::new);
    }

    /**
     * Begins to take in a volume.
     *
     * @throws Fault when it could not fit
     */
    public Upload receive(VolumeHeader header, String contentId) throws Fault {
        if (header.bytes() > capacity) {
            throw tooLarge(header.bytes());
        }
        return new Upload(this, header, contentId);
    }

    private Fault tooLarge(long wanted) {
        return new Fault(
                ErrorCode.TOO_LARGE,
                "The server has no room for " + megabytes(wanted) + " of voxels: it may keep " + megabytes(capacity)
                        + (bytes == 0 ? "." : ", of which " + megabytes(bytes) + " are taken."),
                "Close volumes that you need no more, crop this one, or give the server more memory (--memory).");
    }

    private static String megabytes(long bytes) {
        return (bytes + 999_999) / 1_000_000 + " MB";
    }

    /**
     * Takes memory, that of unused volumes where there is no other.
     *
     * @param whole bytes of the volume that it is for
     */
    synchronized void take(long wanted, long whole) throws Fault {
        Iterator<Kept> oldest = volumes.values().iterator();
        while (bytes + wanted > capacity && oldest.hasNext()) {
            Kept candidate = oldest.next();
            if (candidate.users == 0) {
                oldest.remove();
                bytes -= candidate.bytes;
            }
        }
        if (bytes + wanted > capacity) {
            throw tooLarge(whole);
        }
        bytes += wanted;
    }

    synchronized void giveBack(long taken) {
        bytes -= taken;
    }

    /** Keeps voxels whose memory was taken; where another client was quicker with the same ones, those. */
    synchronized Lease keep(String contentId, StoredVoxels voxels, long taken) {
        Kept kept = volumes.get(contentId);
        if (kept == null) {
            kept = new Kept(voxels, taken);
            volumes.put(contentId, kept);
        } else {
            bytes -= taken;
        }
        return new Lease(kept);
    }
}
