/**
 * PNG files: checked chunk by chunk, then decoded by the JDK.
 *
 * <p>Entry: {@link org.samovar.image.io.png.PngReader}, {@link org.samovar.image.io.png.PngWriter}; found as services.
 *
 * <p>May depend on: {@code image.io}, {@code image.io.jdk} and what they use.
 *
 * <p>Tests: {@code src/test/java/org/samovar/image/io}.
 */
@NullMarked
package org.samovar.image.io.png;

import org.jspecify.annotations.NullMarked;
