package org.samovar.bridge.volume;

import java.util.ArrayList;
import java.util.List;
import org.samovar.bridge.v1.ContentHash;
import org.samovar.bridge.v1.ErrorCode;
import org.samovar.bridge.v1.Fault;

/**
 * Voxels that are coming in, in order. Memory is taken as they come, not as they are announced, and given back by {@link #close()}, unless they
 * were all there and right before. Used by one thread.
 */
public final class Upload implements AutoCloseable {
    private final VolumeStore store;
    private final VolumeHeader header;
    private final String contentId;
    private final ContentHash hash;
    private final List<byte[]> pieces = new ArrayList<>();
    private long received;
    private long taken;

    Upload(VolumeStore store, VolumeHeader header, String contentId) {
        this.store = store;
        this.header = header;
        this.contentId = contentId;
        this.hash = header.hash();
    }

    /** Bytes that are still to come. */
    public long missing() {
        return header.bytes() - received;
    }

    /**
     * Takes the next bytes.
     *
     * @param offset of the first of them
     * @throws Fault when they are not the next ones, are too many, or do not fit into memory
     */
    public void add(long offset, byte[] bytes) throws Fault {
        if (offset != received) {
            throw new Fault(
                    ErrorCode.BAD_REQUEST,
                    "The voxels from byte " + received + " on were due, but those from " + offset + " came.");
        }
        if (bytes.length == 0 || bytes.length > missing()) {
            throw new Fault(
                    ErrorCode.BAD_REQUEST,
                    bytes.length + " bytes of voxels came, but " + missing() + " were still to come.");
        }
        for (int from = 0; from < bytes.length; ) {
            int inPiece = (int) (received % StoredVoxels.PIECE);
            if (inPiece == 0) {
                int length = (int) Math.min(StoredVoxels.PIECE, missing());
                store.take(length, header.bytes());
                taken += length;
                pieces.add(new byte[length]);
            }
            byte[] piece = pieces.get(pieces.size() - 1);
            int count = Math.min(piece.length - inPiece, bytes.length - from);
            System.arraycopy(bytes, from, piece, inPiece, count);
            from += count;
            received += count;
        }
        hash.add(bytes);
    }

    /**
     * The volume, when all is there.
     *
     * @throws Fault when the voxels are not those that were announced
     */
    public VolumeStore.Lease finish() throws Fault {
        if (missing() > 0) {
            throw new IllegalStateException(missing() + " bytes are missing");
        }
        if (!hash.finish().equals(contentId)) {
            throw new Fault(
                    ErrorCode.CONTENT_MISMATCH,
                    "The voxels that arrived are not those that were announced.",
                    "The volume may have changed while it was sent; send it again.");
        }
        long bytes = taken;
        taken = 0;
        return store.keep(contentId, new StoredVoxels(header, pieces), bytes);
    }

    @Override
    public void close() {
        store.giveBack(taken);
        taken = 0;
        pieces.clear();
    }
}
