package org.samovar.bridge.net;

import com.google.gson.JsonObject;
import java.util.HashSet;
import java.util.Set;
import org.samovar.bridge.v1.Fault;
import org.samovar.bridge.v1.Frame;
import org.samovar.bridge.v1.FrameType;

/** The requests of a connection that have not ended. Each ends once, and nothing is said about it afterwards, however many threads work on it. */
final class OpenRequests implements Peer {
    private final Set<Long> open = new HashSet<>();
    private final Outbox outbox;

    OpenRequests(Outbox outbox) {
        this.outbox = outbox;
    }

    synchronized void begin(long id) {
        open.add(id);
    }

    synchronized boolean contains(long id) {
        return open.contains(id);
    }

    synchronized int count() {
        return open.size();
    }

    @Override
    public void answer(long id, JsonObject meta, byte[] body) {
        end(id, new Frame(FrameType.RES, id, meta, body));
    }

    @Override
    public void fail(long id, Fault why) {
        end(id, Frame.error(id, why));
    }

    @Override
    public void event(long id, JsonObject meta, byte[] body) {
        Outbox.Parcel parcel = Outbox.Parcel.of(new Frame(FrameType.EVT, id, meta, body));
        synchronized (this) {
            if (open.contains(id)) {
                outbox.put(parcel);
            }
        }
    }

    private void end(long id, Frame frame) {
        Outbox.Parcel parcel = Outbox.Parcel.of(frame);
        synchronized (this) {
            if (open.remove(id)) {
                outbox.put(parcel);
            }
        }
    }
}
