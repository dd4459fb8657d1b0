/**
 * Volumes and time series in NRRD files, {@code .nrrd} and {@code .nhdr}.
 *
 * <p>Entry: {@link org.samovar.image.io.nrrd.NrrdReader}, {@link org.samovar.image.io.nrrd.NrrdWriter}.
 *
 * <p>May depend on: {@code geometry}, {@code io}, {@code image}, {@code image.io}, {@code image.io.raw}.
 *
 * <p>Tests: {@code src/test/java/org/samovar/image/io/nrrd}.
 */
@NullMarked
package org.samovar.image.io.nrrd;

import org.jspecify.annotations.NullMarked;
