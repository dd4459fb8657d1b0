/**
 * Pixels, masks and label maps, and the classical algorithms on them.
 *
 * <p>Entry: {@link org.samovar.image.Image}, {@link org.samovar.image.RgbImage}, {@link org.samovar.image.Mask}, {@link
 * org.samovar.image.LabelMap}.
 *
 * <p>May depend on: {@code geometry}, {@code io}, ImgLib2.
 *
 * <p>Tests: {@code src/test/java/org/samovar/image}.
 */
@NullMarked
package org.samovar.image;

import org.jspecify.annotations.NullMarked;
