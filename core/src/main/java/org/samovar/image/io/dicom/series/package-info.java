/**
 * From files of a folder to slices in order: which belong together, where they lie, whether one is missing.
 *
 * <p>Entry: {@link org.samovar.image.io.dicom.series.SeriesFolder}, {@link org.samovar.image.io.dicom.series.SliceStack}.
 *
 * <p>May depend on: {@code dicom.pixel} and what it uses.
 *
 * <p>Tests: {@code src/test/java/org/samovar/image/io/dicom}.
 */
@NullMarked
package org.samovar.image.io.dicom.series;

import org.jspecify.annotations.NullMarked;
