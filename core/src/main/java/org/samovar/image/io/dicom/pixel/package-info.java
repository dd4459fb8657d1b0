/**
 * The pixels of DICOM files: raw, run lengths, JPEG.
 *
 * <p>Entry: {@link org.samovar.image.io.dicom.pixel.FrameDecoder}.
 *
 * <p>May depend on: {@code dicom.data}, {@code image.io} and what they use.
 *
 * <p>Tests: {@code src/test/java/org/samovar/image/io/dicom}.
 */
@NullMarked
package org.samovar.image.io.dicom.pixel;

import org.jspecify.annotations.NullMarked;
