/**
 * The server: sockets, connections, the handshake and its limits; it knows frames, and nothing of what requests mean.
 *
 * <p>Entry: {@link org.samovar.bridge.net.Service}, which a program gives to a server.
 *
 * <p>May depend on: {@code v1}.
 *
 * <p>Tests: {@code src/test/java/org/samovar/bridge/net}.
 */
@NullMarked
package org.samovar.bridge.net;

import org.jspecify.annotations.NullMarked;
