/**
 * Files of microscopes by Bio-Formats, which is no part of Samovar: it is found at run time and spoken to by reflection alone.
 *
 * <p>Entry: {@link org.samovar.image.io.bioformats.BioFormats}.
 *
 * <p>May depend on: {@code geometry}, {@code io}, {@code image}, {@code image.io}, {@code image.io.raw}; on no class of Bio-Formats.
 *
 * <p>Tests: {@code src/test/java/org/samovar/image/io/bioformats}.
 */
@NullMarked
package org.samovar.image.io.bioformats;

import org.jspecify.annotations.NullMarked;
