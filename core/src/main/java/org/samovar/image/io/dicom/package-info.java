/**
 * DICOM: series, single files and segmentations.
 *
 * <p>Entry: {@link org.samovar.image.io.dicom.DicomReader}; found as a service.
 *
 * <p>May depend on: the packages below it, {@code image.io} and what they use.
 *
 * <p>Tests: {@code src/test/java/org/samovar/image/io/dicom}.
 */
@NullMarked
package org.samovar.image.io.dicom;

import org.jspecify.annotations.NullMarked;
