package org.samovar.image.io.bioformats;

import java.io.IOException;

/** What is used of {@code loci.formats.IFormatReader}; see there. */
interface LociReader {
    void setFlattenedResolutions(boolean flattened) throws IOException;

    void setMetadataStore(Object store) throws IOException;

    boolean isThisType(String name, boolean open) throws IOException;

    void setId(String name) throws IOException;

    String getFormat() throws IOException;

    int getSeriesCount() throws IOException;

    void setSeries(int series) throws IOException;

    int getResolutionCount() throws IOException;

    void setResolution(int level) throws IOException;

    int getSizeX() throws IOException;

    int getSizeY() throws IOException;

    int getSizeZ() throws IOException;

    int getSizeT() throws IOException;

    int getEffectiveSizeC() throws IOException;

    int getRGBChannelCount() throws IOException;

    int getPixelType() throws IOException;

    boolean isLittleEndian() throws IOException;

    boolean isInterleaved() throws IOException;

    int getIndex(int z, int c, int t) throws IOException;

    byte[] openBytes(int plane, int x, int y, int width, int height) throws IOException;

    void close() throws IOException;
}
