/**
 * Images, label maps and overlays from and to files; formats are found by {@link java.util.ServiceLoader}.
 *
 * <p>Entry: {@link org.samovar.image.io.Images}, {@link org.samovar.image.io.Labels}, {@link org.samovar.image.io.Overlays}, {@link
 * org.samovar.image.io.Volumes}, {@link org.samovar.image.io.Slides}.
 *
 * <p>May depend on: {@code geometry}, {@code io}, {@code image}; never on the packages of the formats below it.
 *
 * <p>Tests: {@code src/test/java/org/samovar/image/io}.
 */
@NullMarked
package org.samovar.image.io;

import org.jspecify.annotations.NullMarked;
