/**
 * Volumes and time series in MetaImage files, {@code .mha} and {@code .mhd}, as ITK and elastix write them.
 *
 * <p>Entry: {@link org.samovar.image.io.metaimage.MetaImageReader}, {@link
 * org.samovar.image.io.metaimage.MetaImageWriter}.
 *
 * <p>May depend on: {@code geometry}, {@code io}, {@code image}, {@code image.io}, {@code image.io.raw}.
 *
 * <p>Tests: {@code src/test/java/org/samovar/image/io/metaimage}.
 */
@NullMarked
package org.samovar.image.io.metaimage;

import org.jspecify.annotations.NullMarked;
