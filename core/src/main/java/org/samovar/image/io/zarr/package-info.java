/**
 * Images in folders of chunks: OME-Zarr 0.4 and 0.5 (Zarr 2 and 3), plain Zarr arrays, and N5; on the local disk.
 *
 * <p>Entry: {@link org.samovar.image.io.zarr.ZarrReader}, {@link org.samovar.image.io.zarr.ZarrWriter}. {@code
 * ZarrFolder} finds what a folder is, {@code ZarrArrays} and {@code N5Arrays} read what it says of an array, {@code Codec}
 * unpacks chunks.
 *
 * <p>May depend on: {@code geometry}, {@code io}, {@code image}, {@code image.io}, {@code image.io.raw}.
 *
 * <p>Tests: {@code src/test/java/org/samovar/image/io/zarr}.
 */
@NullMarked
package org.samovar.image.io.zarr;

import org.jspecify.annotations.NullMarked;
