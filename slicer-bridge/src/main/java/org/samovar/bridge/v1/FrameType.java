package org.samovar.bridge.v1;

import java.util.List;
import java.util.Optional;

/** What a frame is for. */
public enum FrameType {
    /** Part of the handshake, of both sides. */
    HELLO,
    /** A client's request. */
    REQ,
    /** The answer that ends a request. */
    RES,
    /** What happens while a request is open. */
    EVT,
    /** A client wants a request to end. */
    CANCEL,
    /** An empty request with an empty answer. */
    PING,
    /** The error that ends a request or, with id 0, the connection. */
    ERR,
    /** A piece of what a request sends. */
    DATA;

    private static final List<FrameType> ALL = List.of(values());

    /** The number that stands for it in a frame, from 1. */
    int code() {
        return ordinal() + 1;
    }

    static Optional<FrameType> of(int code) {
        return code >= 1 && code <= ALL.size() ? Optional.of(ALL.get(code - 1)) : Optional.empty();
    }
}
