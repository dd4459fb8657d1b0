/**
 * What a client talks about with a model: sessions, their segments, and following them through slices and time. Runs on the thread of networks.
 *
 * <p>Entry: {@link org.samovar.bridge.session.Session}.
 *
 * <p>May depend on: {@code v1}, {@code volume}, {@code plane}, {@code work}, and {@code catalog} and {@code predict} of core.
 *
 * <p>Tests: {@code src/test/java/org/samovar/bridge/session}.
 */
@NullMarked
package org.samovar.bridge.session;

import org.jspecify.annotations.NullMarked;
