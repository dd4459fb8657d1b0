/**
 * Planes through volumes, along their axes and across them: what a network sees there, and which voxels its masks mean.
 *
 * <p>Entry: {@link org.samovar.bridge.plane.Plane} and {@link org.samovar.bridge.plane.SeenVolume}.
 *
 * <p>May depend on: {@code v1}, {@code volume}, and {@code geometry}, {@code image} and {@code predict} of core.
 *
 * <p>Tests: {@code src/test/java/org/samovar/bridge/plane}.
 */
@NullMarked
package org.samovar.bridge.plane;

import org.jspecify.annotations.NullMarked;
