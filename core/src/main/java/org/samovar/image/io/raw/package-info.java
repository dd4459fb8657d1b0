/**
 * Voxels as numbers one after the other, what several formats have in common.
 *
 * <p>Entry: {@link org.samovar.image.io.raw.RawVoxels} to read, {@link org.samovar.image.io.raw.StoredVolume} to write, {@link
 * org.samovar.image.io.raw.VoxelSlide} for slides.
 *
 * <p>May depend on: {@code geometry}, {@code image}, {@code image.io}; the formats use it.
 *
 * <p>Tests: {@code src/test/java/org/samovar/image/io/raw}.
 */
@NullMarked
package org.samovar.image.io.raw;

import org.jspecify.annotations.NullMarked;
