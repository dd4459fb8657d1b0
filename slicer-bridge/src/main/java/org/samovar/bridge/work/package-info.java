/**
 * The one thread on which networks run, and who is served next on it.
 *
 * <p>Entry: {@link org.samovar.bridge.work.Workbench}.
 *
 * <p>May depend on: {@code predict} of core, for its progress.
 *
 * <p>Tests: {@code src/test/java/org/samovar/bridge/work}.
 */
@NullMarked
package org.samovar.bridge.work;

import org.jspecify.annotations.NullMarked;
