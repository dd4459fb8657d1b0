package org.samovar.nn;

import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * Cuts a feature map into square windows for attention and puts it together again.
 *
 * @param batch number of maps
 * @param height of a map
 * @param width of a map
 * @param side of a window; maps are padded with zeros at the right and bottom to a multiple of it
 */
public record Windows(int batch, int height, int width, int side) {
    /** The windows of x (B, H, W, C). */
    public static Windows of(Tensor x, int side) {
        return new Windows(x.size(0), x.size(1), x.size(2), side);
    }

    private int rows() {
        return (height + side - 1) / side;
    }

    private int columns() {
        return (width + side - 1) / side;
    }

    /** (B, H, W, C) to (B * windows, side, side, C). */
    public Tensor cut(Tensor x) {
        int padBottom = rows() * side - height;
        int padRight = columns() * side - width;
        int c = x.size(-1);
        Tensor padded = padBottom > 0 || padRight > 0 ? Ops.pad(x, 0, 0, 0, 0, padRight, 0, padBottom) : x;
        return padded.reshape(batch, rows(), side, columns(), side, c)
                .permute(0, 1, 3, 2, 4, 5)
                .reshape(-1, side, side, c) // (B * windows, side, side, C)
                .contiguous(); // a single row of windows is a view, on which products are ten times slower
    }

    /** (B * windows, side, side, C) to (B, H, W, C). */
    public Tensor join(Tensor windows) {
        int c = windows.size(-1);
        Tensor x = windows.reshape(batch, rows(), columns(), side, side, c)
                .permute(0, 1, 3, 2, 4, 5)
                .reshape(batch, (long) rows() * side, (long) columns() * side, c); // (B, H padded, W padded, C)
        Tensor rowsCut = rows() * side > height ? x.narrow(1, 0, height) : x;
        return columns() * side > width ? rowsCut.narrow(2, 0, width) : rowsCut; // (B, H, W, C)
    }
}
