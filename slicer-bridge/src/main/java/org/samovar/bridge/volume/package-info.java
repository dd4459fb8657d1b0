/**
 * The voxels that clients have sent, kept once for each content, in memory only.
 *
 * <p>Entry: {@link org.samovar.bridge.volume.VolumeStore}.
 *
 * <p>May depend on: {@code v1}, and {@code geometry} and {@code image} of core.
 *
 * <p>Tests: {@code src/test/java/org/samovar/bridge/volume}.
 */
@NullMarked
package org.samovar.bridge.volume;

import org.jspecify.annotations.NullMarked;
