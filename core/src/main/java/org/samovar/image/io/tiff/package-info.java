/**
 * TIFF files: directories checked first, then decoded here, or by the JDK where they are rare; written by a small encoder.
 *
 * <p>Entry: {@link org.samovar.image.io.tiff.TiffReader}, {@link org.samovar.image.io.tiff.TiffWriter}; found as services.
 *
 * <p>May depend on: {@code image.io}, {@code image.io.jdk} and what they use.
 *
 * <p>Tests: {@code src/test/java/org/samovar/image/io}.
 */
@NullMarked
package org.samovar.image.io.tiff;

import org.jspecify.annotations.NullMarked;
