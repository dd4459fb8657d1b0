package org.samovar.bridge.service;

import org.samovar.bridge.v1.Fault;
import org.samovar.bridge.v1.Meta;

/** How a request begins. */
@FunctionalInterface
interface Operation {
    /**
     * Begins a request; it ends by the client's {@link Tasks} or {@link org.samovar.bridge.net.Peer}.
     *
     * @throws Fault when it fails at once
     */
    void begin(long id, Meta meta, byte[] body) throws Fault;
}
