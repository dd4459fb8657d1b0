package org.samovar.image.io;

/** Labels of a plane that is larger than memory, read chunk by chunk. */
public interface LabelChunks {
    /** Columns of the plane. */
    int width();

    /** Rows of the plane. */
    int height();

    /** Side of a chunk in pixels. */
    int side();

    /**
     * The labels of a chunk.
     *
     * @param column of chunks, from 0
     * @param row of chunks, from 0
     * @return {@link #side} rows of as many columns, with 0 outside of the plane; not to be changed, and good until the next call
     * @throws org.samovar.geometry.UserError when it cannot be read
     */
    int[] chunk(int column, int row);
}
