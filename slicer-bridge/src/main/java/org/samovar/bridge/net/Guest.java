package org.samovar.bridge.net;

import com.google.gson.JsonObject;
import org.samovar.bridge.v1.Fault;

/** What is done for one client. Called on the one thread that reads its connection, which must not wait for long work. */
public interface Guest {
    /**
     * A request begins. It ends with one answer or failure by the {@link Peer}, now or later, by any thread.
     *
     * @param id of the request, which no other open request has
     * @param operation its name, one of {@link Service#operations()}
     * @throws Fault when it fails at once
     */
    void request(long id, String operation, JsonObject meta, byte[] body) throws Fault;

    /**
     * A piece of what an open request sends.
     *
     * @throws Fault when the request fails by it
     */
    void data(long id, JsonObject meta, byte[] body) throws Fault;

    /** An open request should end soon; it still ends by the {@link Peer}. */
    void cancel(long id);

    /** The connection is gone; what was kept for it can go. Called once, last. */
    void left();
}
