package org.samovar.bridge.service;

import com.google.gson.JsonObject;
import java.util.concurrent.TimeUnit;
import org.samovar.bridge.net.Peer;
import org.samovar.bridge.plane.Plane;
import org.samovar.bridge.plane.VoxelPatch;
import org.samovar.bridge.session.Patches;
import org.samovar.predict.Progress;

/** Tells a client what happens in one of its requests. */
final class Happenings implements Patches {
    /** A step is not told when another was told so shortly before. */
    private static final long RARELY = TimeUnit.MILLISECONDS.toNanos(50);

    private final Peer peer;
    private final long id;
    private long told = System.nanoTime() - RARELY;

    Happenings(Peer peer, long id) {
        this.peer = peer;
        this.id = id;
    }

    @Override
    public void found(String segment, long revision, Plane plane, VoxelPatch patch) {
        JsonObject meta = new JsonObject();
        meta.addProperty("event", "patch");
        meta.addProperty("segment", segment);
        meta.addProperty("revision", revision);
        meta.addProperty("frame", plane.frame());
        describe(patch, meta);
        meta.add("plane", Planes.write(plane));
        peer.event(id, meta, patch.body());
    }

    /** Of voxels that belong to no one plane. */
    void found(String segment, int frame, VoxelPatch patch) {
        JsonObject meta = new JsonObject();
        meta.addProperty("event", "patch");
        meta.addProperty("segment", segment);
        meta.addProperty("revision", 0);
        meta.addProperty("frame", frame);
        describe(patch, meta);
        peer.event(id, meta, patch.body());
    }

    /** Adds where the body's runs lie. */
    static void describe(VoxelPatch patch, JsonObject meta) {
        meta.add("extent", Planes.write(patch.box()));
        meta.addProperty("within", patch.within().length);
        meta.addProperty("mask", patch.mask().length);
    }

    /** How far it has come; the first step and the last are always told. */
    Progress progress() {
        return (done, total, what) -> {
            long now = System.nanoTime();
            if (done == 0 || done == total || now - told >= RARELY) {
                told = now;
                JsonObject meta = new JsonObject();
                meta.addProperty("event", "progress");
                meta.addProperty("done", done);
                meta.addProperty("total", total);
                meta.addProperty("what", what);
                peer.event(id, meta, new byte[0]);
            }
        };
    }
}
