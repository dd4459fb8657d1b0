package org.samovar.model.decoder;

import java.util.List;
import org.samovar.nn.Init;
import org.samovar.nn.Layer;
import org.samovar.nn.Parameter;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * Sines and cosines of random projections of a position: random Fourier features (Tancik et al. 2020), {@code
 * PositionEmbeddingRandom} of segment-anything.
 */
public final class PositionEncoding extends Layer {
    private final Parameter frequencies;

    /** @param width of an encoding, even */
    public PositionEncoding(long width) {
        this.frequencies = buffer("positional_encoding_gaussian_matrix", Init.normal(1), 2, width / 2);
    }

    /** Encodes positions x, y from 0 to 1 of the image: (..., 2) to (..., C). */
    public Tensor at(Tensor positions) {
        Tensor centred = Ops.add(Ops.mul(positions, 2), -1); // (..., 2)
        Tensor angles = Ops.mul(Ops.matmul(centred, frequencies.value()), 2 * Math.PI); // (..., C / 2)
        return Ops.cat(List.of(Ops.sin(angles), Ops.cos(angles)), -1); // (..., C)
    }

    /** The encoding of each cell's centre of a grid over the image: (1, C, H, W). */
    public Tensor grid(int height, int width) {
        Tensor y = centres(height).reshape(height, 1).expand(height, width);
        Tensor x = centres(width).reshape(1, width).expand(height, width);
        return at(Ops.stack(List.of(x, y), -1)) // (H, W, C)
                .permute(2, 0, 1) // (C, H, W)
                .unsqueeze(0); // (1, C, H, W)
    }

    private Tensor centres(int cells) {
        Tensor count = Ops.cumsum(Ops.full(frequencies.value(), 1, cells), 0);
        return Ops.mul(Ops.add(count, -0.5), 1.0 / cells); // (cells)
    }
}
