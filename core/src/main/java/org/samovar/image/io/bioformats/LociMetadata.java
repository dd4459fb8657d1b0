package org.samovar.image.io.bioformats;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What is used of {@code loci.formats.meta.MetadataRetrieve}; the quantities are {@link LociQuantity} of other classes. */
interface LociMetadata {
    @Nullable
    String getImageName(int series) throws IOException;

    @Nullable
    Object getPixelsPhysicalSizeX(int series) throws IOException;

    @Nullable
    Object getPixelsPhysicalSizeY(int series) throws IOException;

    @Nullable
    Object getPixelsPhysicalSizeZ(int series) throws IOException;

    @Nullable
    Object getPixelsTimeIncrement(int series) throws IOException;
}
