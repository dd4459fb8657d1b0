package org.samovar.model.decoder;

import java.util.ArrayList;
import java.util.List;
import org.samovar.nn.Activation;
import org.samovar.nn.Layer;
import org.samovar.nn.Mlp;
import org.samovar.tensor.DType;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/** One MLP for each mask token makes the weights by which the channels of the upscaled embedding sum up to a mask. */
public final class MaskHypernetworks extends Layer {
    private final List<Mlp> networks = new ArrayList<>();

    /**
     * @param count number of mask tokens
     * @param width C, channels of a token
     */
    public MaskHypernetworks(int count, long width) {
        for (int i = 0; i < count; i++) {
            networks.add(child(Integer.toString(i), new Mlp(width, width, width / 8, 3, Activation.RELU)));
        }
    }

    /**
     * The masks of some of the tokens.
     *
     * @param tokens (P, count, C)
     * @param first index of the first mask wanted
     * @param masks K, how many are wanted
     * @param upscaled (P, C / 8, h, w)
     * @return logits (P, K, h, w), float32
     */
    public Tensor forward(Tensor tokens, int first, int masks, Tensor upscaled) {
        List<Tensor> weights = new ArrayList<>();
        for (int i = first; i < first + masks; i++) {
            weights.add(networks.get(i).forward(tokens.select(1, i))); // (P, C / 8)
        }
        Tensor wide = Ops.cast(Ops.stack(weights, 1), DType.FLOAT32); // (P, K, C / 8)
        Tensor channels =
                Ops.cast(upscaled, DType.FLOAT32).reshape(upscaled.size(0), upscaled.size(1), -1); // (P, C / 8, h w)
        return Ops.matmul(wide, channels) // (P, K, h w)
                .reshape(upscaled.size(0), masks, upscaled.size(2), upscaled.size(3)); // (P, K, h, w)
    }
}
