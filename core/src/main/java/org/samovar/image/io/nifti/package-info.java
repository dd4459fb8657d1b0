/**
 * Volumes and time series in NIfTI-1 and NIfTI-2 files, {@code .nii} and {@code .nii.gz}.
 *
 * <p>Entry: {@link org.samovar.image.io.nifti.NiftiReader}, {@link org.samovar.image.io.nifti.NiftiWriter}.
 *
 * <p>May depend on: {@code geometry}, {@code io}, {@code image}, {@code image.io}, {@code image.io.raw}.
 *
 * <p>Tests: {@code src/test/java/org/samovar/image/io/nifti}.
 */
@NullMarked
package org.samovar.image.io.nifti;

import org.jspecify.annotations.NullMarked;
