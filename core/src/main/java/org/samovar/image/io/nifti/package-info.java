/**
 * Volumes and time series in NIfTI-1 files, {@code .nii} and {@code .nii.gz}.
 *
 * <p>Entry class: {@link org.samovar.image.io.nifti.NiftiVolume}. May depend on {@code geometry} and {@code image}. Tests:
 * {@code core/src/test/java/org/samovar/image/io/nifti}.
 */
@NullMarked
package org.samovar.image.io.nifti;

import org.jspecify.annotations.NullMarked;
