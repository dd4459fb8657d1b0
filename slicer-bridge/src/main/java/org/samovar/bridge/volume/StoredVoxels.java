package org.samovar.bridge.volume;

import java.util.List;
import org.samovar.geometry.Region;
import org.samovar.geometry.VolumeSize;

/** Voxels in memory as they came, in pieces of one size, as one array would end at two gigabytes. Immutable by contract. */
public final class StoredVoxels {
    /** Bytes of each piece but the last; a multiple of all samples' bytes, so that none is torn apart. */
    static final int PIECE = 1 << 20;

    private final VolumeHeader header;
    private final List<byte[]> pieces;

    StoredVoxels(VolumeHeader header, List<byte[]> pieces) {
        this.header = header;
        this.pieces = List.copyOf(pieces);
    }

    public VolumeHeader header() {
        return header;
    }

    /**
     * The values of a window in a slice of k.
     *
     * @param window within the slice, columns i and rows j
     * @param k from 0
     * @param component from 0
     * @return row by row, the caller's own
     */
    public double[] read(Region window, int k, int component) {
        int step = header.dtype().bytes() * header.components();
        long width = header.size().width();
        double[] out = new double[window.size().pixels()];
        for (int row = 0; row < window.height(); row++) {
            long first = ((long) k * header.size().height() + window.y() + row) * width + window.x();
            long at = first * step + (long) component * header.dtype().bytes();
            for (int column = 0; column < window.width(); ) {
                int inPiece = (int) (at % PIECE);
                int count = Math.min(window.width() - column, (PIECE - inPiece + step - 1) / step);
                byte[] piece = pieces.get((int) (at / PIECE));
                header.dtype().read(piece, inPiece, step, out, row * window.width() + column, count);
                column += count;
                at += (long) count * step;
            }
        }
        return out;
    }

    /** The value of one voxel, which must be inside. */
    public double value(int i, int j, int k, int component) {
        VolumeSize size = header.size();
        long voxel = ((long) k * size.height() + j) * size.width() + i;
        long at = (voxel * header.components() + component) * header.dtype().bytes();
        return header.dtype().read(pieces.get((int) (at / PIECE)), (int) (at % PIECE));
    }
}
