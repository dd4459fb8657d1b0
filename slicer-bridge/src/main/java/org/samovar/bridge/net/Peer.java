package org.samovar.bridge.net;

import com.google.gson.JsonObject;
import org.samovar.bridge.v1.Fault;

/** The way to a client. Used by any thread; never waits for the client; what is said to one who has left is dropped. */
public interface Peer {
    /** Ends a request well. A request that has ended already is not answered again. */
    void answer(long id, JsonObject meta, byte[] body);

    /** Ends a request with an error. */
    void fail(long id, Fault why);

    /** Says what happens in an open request; dropped when it has ended. */
    void event(long id, JsonObject meta, byte[] body);
}
