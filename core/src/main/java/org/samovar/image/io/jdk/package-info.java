/**
 * What the formats that the JDK decodes have in common.
 *
 * <p>Entry: {@link org.samovar.image.io.jdk.JdkDecoder}.
 *
 * <p>May depend on: {@code geometry}, {@code image}, {@code image.io}, ImageIO.
 *
 * <p>Tests: {@code src/test/java/org/samovar/image/io}.
 */
@NullMarked
package org.samovar.image.io.jdk;

import org.jspecify.annotations.NullMarked;
