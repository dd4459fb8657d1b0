package org.samovar.model.sam2;

import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.Tensor;

/** Whether a block halves its map. */
enum Pooling {
    NONE(1),
    /** The maximum of each 2 x 2 square. */
    HALVE(2);

    private final int stride;

    Pooling(int stride) {
        this.stride = stride;
    }

    int stride() {
        return stride;
    }

    /** (B, H, W, C) to (B, H / stride, W / stride, C). */
    Tensor apply(Tensor x) {
        return this == NONE
                ? x
                : NeuralOps.maxPool2d(x.permute(0, 3, 1, 2), stride, stride).permute(0, 2, 3, 1);
    }
}
