/**
 * Scanned slides by OpenSlide, a native library that is no part of Samovar: it is found at run time and called through JNA.
 *
 * <p>Entry: {@link org.samovar.image.io.openslide.OpenSlide}.
 *
 * <p>May depend on: {@code geometry}, {@code io}, {@code image}, {@code image.io}, {@code image.io.raw}, JNA.
 *
 * <p>Tests: {@code src/test/java/org/samovar/image/io/openslide}.
 */
@NullMarked
package org.samovar.image.io.openslide;

import org.jspecify.annotations.NullMarked;
