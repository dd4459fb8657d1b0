/**
 * JPEG files, read only.
 *
 * <p>Entry: {@link org.samovar.image.io.jpeg.JpegReader}; found as a service.
 *
 * <p>May depend on: {@code image.io}, {@code image.io.jdk} and what they use.
 *
 * <p>Tests: {@code src/test/java/org/samovar/image/io}.
 */
@NullMarked
package org.samovar.image.io.jpeg;

import org.jspecify.annotations.NullMarked;
