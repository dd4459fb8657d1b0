package org.samovar.bridge.service;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.samovar.bridge.net.Peer;
import org.samovar.bridge.v1.ErrorCode;
import org.samovar.bridge.v1.Fault;
import org.samovar.bridge.v1.Meta;
import org.samovar.bridge.volume.Dtype;
import org.samovar.bridge.volume.Upload;
import org.samovar.bridge.volume.VolumeHeader;
import org.samovar.bridge.volume.VolumeStore;
import org.samovar.geometry.Affine;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;
import org.samovar.geometry.WorldVector;

/** The volumes that a client has opened, and those that it is sending. Used on the thread that reads its connection. */
final class Volumes implements AutoCloseable {
    private static final int MOST = 4096;
    private static final int LONGEST_SIDE = 1 << 20;
    private static final int MATRIX = 16;
    private static final String HASH = "[0-9a-f]{64}";

    private final VolumeStore store;
    private final Peer peer;
    private final Map<String, Opened> opened = new HashMap<>();
    private final Map<Long, Incoming> incoming = new HashMap<>();
    private long count;

    /** A volume, and where its voxels lie. */
    record Opened(VolumeStore.Lease lease, VolumeGeometry geometry) {}

    private record Incoming(Upload upload, VolumeGeometry geometry) {}

    Volumes(VolumeStore store, Peer peer) {
        this.store = store;
        this.peer = peer;
    }

    void open(long id, Meta meta, byte[] body) throws Fault {
        if (opened.size() + incoming.size() >= MOST) {
            throw new Fault(ErrorCode.TOO_LARGE, "More than " + MOST + " volumes are open.", "Close some.");
        }
        String contentId = meta.text("contentId");
        if (!contentId.matches(HASH)) {
            throw meta.wrong("contentId", "64 hexadecimal digits");
        }
        VolumeHeader header = header(meta);
        VolumeGeometry geometry = geometry(meta);
        Optional<VolumeStore.Lease> known = store.find(header, contentId);
        if (known.isPresent()) {
            answer(id, known.get(), geometry);
            return;
        }
        incoming.put(id, new Incoming(store.receive(header, contentId), geometry));
        JsonObject need = new JsonObject();
        need.addProperty("event", "need");
        need.addProperty("bytes", header.bytes());
        peer.event(id, need, new byte[0]);
    }

    private static VolumeHeader header(Meta meta) throws Fault {
        int[] shape = meta.wholes("shape", 3, 1, LONGEST_SIDE);
        int components = meta.whole("components", 1, 3, 1);
        if (components == 2) {
            throw meta.wrong("components", "1 or 3");
        }
        Dtype dtype = Dtype.called(meta.text("dtype")).orElseThrow(() -> meta.wrong("dtype", "a name such as int16"));
        return new VolumeHeader(new VolumeSize(shape[2], shape[1], shape[0], 1), components, dtype);
    }

    private static VolumeGeometry geometry(Meta meta) throws Fault {
        double[] m = meta.numbers("ijkToRas", MATRIX);
        Affine affine = new Affine(
                new WorldVector(m[0], m[4], m[8]),
                new WorldVector(m[1], m[5], m[9]),
                new WorldVector(m[2], m[6], m[10]),
                new WorldVector(m[3], m[7], m[11]));
        return VolumeGeometry.of(affine, "mm");
    }

    /** Takes a piece of a volume. @throws Fault when no volume is sent by this request, or the piece is wrong, which ends it */
    void data(long id, Meta meta, byte[] body) throws Fault {
        Incoming one = incoming.get(id);
        if (one == null) {
            throw new Fault(ErrorCode.BAD_REQUEST, "The request " + id + " awaits no data.");
        }
        boolean done = false;
        try {
            one.upload.add(meta.whole("offset", 0, Long.MAX_VALUE), body);
            if (one.upload.missing() > 0) {
                return;
            }
            done = true;
            incoming.remove(id);
            answer(id, one.upload.finish(), one.geometry);
        } catch (Fault | OutOfMemoryError e) {
            done = true;
            throw e;
        } finally {
            if (done) {
                incoming.remove(id);
                one.upload.close();
            }
        }
    }

    private void answer(long id, VolumeStore.Lease lease, VolumeGeometry geometry) {
        String name = "v" + ++count;
        opened.put(name, new Opened(lease, geometry));
        JsonObject meta = new JsonObject();
        meta.addProperty("volume", name);
        peer.answer(id, meta, new byte[0]);
    }

    /** @return whether the request was sending a volume, and is ended now */
    boolean cancel(long id) {
        Incoming one = incoming.remove(id);
        if (one != null) {
            one.upload.close();
            peer.fail(id, new Fault(ErrorCode.CANCELLED, "Cancelled."));
        }
        return one != null;
    }

    /** A volume that is open. */
    Opened get(String name) throws Fault {
        Opened one = opened.get(name);
        if (one == null) {
            throw new Fault(ErrorCode.NOT_FOUND, "There is no volume " + name + " here.", "Open it again.");
        }
        return one;
    }

    /** Volumes that are open, at least one. */
    List<Opened> get(List<String> names) throws Fault {
        List<Opened> out = new ArrayList<>();
        for (String name : names) {
            out.add(get(name));
        }
        return out;
    }

    void close(long id, Meta meta, byte[] body) throws Fault {
        String name = meta.text("volume");
        get(name).lease().close();
        opened.remove(name);
        peer.answer(id, new JsonObject(), new byte[0]);
    }

    @Override
    public void close() {
        incoming.values().forEach(one -> one.upload.close());
        incoming.clear();
        opened.values().forEach(one -> one.lease().close());
        opened.clear();
    }
}
