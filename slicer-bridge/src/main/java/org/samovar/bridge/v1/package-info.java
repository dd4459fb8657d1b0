/**
 * Version 1 of the bridge's protocol: frames, handshake, runs and errors, without sockets. Its grammar is docs/reference/bridge-protocol.md.
 *
 * <p>Entry: {@link org.samovar.bridge.v1.Frame}.
 *
 * <p>May depend on: {@code org.samovar.geometry} of core.
 *
 * <p>Tests: {@code src/test/java/org/samovar/bridge/v1}, with the frames of {@code slicer-bridge/golden}.
 */
@NullMarked
package org.samovar.bridge.v1;

import org.jspecify.annotations.NullMarked;
