/**
 * The verb {@code serve}: puts server, service and models together, and says where clients find them.
 *
 * <p>Entry: {@link org.samovar.bridge.serve.ServeVerb}.
 *
 * <p>May depend on: all other packages of the bridge, and {@code catalog} and {@code cli} of core.
 *
 * <p>Tests: {@code src/test/java/org/samovar/bridge/serve}.
 */
@NullMarked
package org.samovar.bridge.serve;

import org.jspecify.annotations.NullMarked;
