/**
 * DICOM segmentations: labels to frames of single bits and back.
 *
 * <p>Entry: {@link org.samovar.image.io.dicom.seg.SegmentationReader}, {@link org.samovar.image.io.dicom.seg.SegmentationWriter}.
 *
 * <p>May depend on: {@code dicom.series} and what it uses.
 *
 * <p>Tests: {@code src/test/java/org/samovar/image/io/dicom}.
 */
@NullMarked
package org.samovar.image.io.dicom.seg;

import org.jspecify.annotations.NullMarked;
