package org.samovar.bridge.net;

import java.time.Duration;

/**
 * What one server bears.
 *
 * @param clients that are connected at once, those that have not proved themselves included
 * @param requests of a connection that are open at once
 * @param unread bytes for a client that does not read them
 * @param handshake how long it may take
 * @param farewell how long a connection that ends with an error stays, so that the error arrives
 */
record Limits(int clients, int requests, long unread, Duration handshake, Duration farewell) {
    static final Limits STANDARD = new Limits(64, 256, 64L << 20, Duration.ofSeconds(3), Duration.ofSeconds(1));
}
