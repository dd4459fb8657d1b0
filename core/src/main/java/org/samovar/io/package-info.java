/**
 * Files that are whole or not there: written under a temporary name, then moved; small JSON files that people write; and tables with commas.
 *
 * <p>Entry: {@link org.samovar.io.AtomicFiles}, {@link org.samovar.io.JsonFiles}, {@link org.samovar.io.Csv}.
 *
 * <p>May depend on: {@code geometry} (for its error). It stands beside {@code geometry} so that images, checkpoints and
 * reports can all use it.
 *
 * <p>Tests: {@code src/test/java/org/samovar/io}.
 */
@NullMarked
package org.samovar.io;

import org.jspecify.annotations.NullMarked;
