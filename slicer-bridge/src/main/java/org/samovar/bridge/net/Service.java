package org.samovar.bridge.net;

import java.util.List;

/** What a server does for its clients. Used by the threads of all connections. */
public interface Service {
    /** The names of its requests. */
    List<String> operations();

    /** The most bytes of one volume. */
    long largestVolume();

    /**
     * Someone who knows the token is there.
     *
     * @param peer to answer to
     */
    Guest welcome(Peer peer);
}
