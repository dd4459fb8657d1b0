/**
 * The requests of the protocol: what a client asks for, carried out, and said in frames.
 *
 * <p>Entry: {@link org.samovar.bridge.service.BridgeService}.
 *
 * <p>May depend on: all packages of the bridge but {@code serve}, and {@code catalog} and {@code predict} of core.
 *
 * <p>Tests: {@code src/test/java/org/samovar/bridge/service}.
 */
@NullMarked
package org.samovar.bridge.service;

import org.jspecify.annotations.NullMarked;
