/**
 * The elements of DICOM files: hostile bytes to values and back, without knowing what images are.
 *
 * <p>Entry: {@link org.samovar.image.io.dicom.data.DicomFile}, {@link org.samovar.image.io.dicom.data.DicomOutput}.
 *
 * <p>May depend on: {@code geometry}, {@code io}.
 *
 * <p>Tests: {@code src/test/java/org/samovar/image/io/dicom}.
 */
@NullMarked
package org.samovar.image.io.dicom.data;

import org.jspecify.annotations.NullMarked;
