package org.samovar.nn;

import java.util.ArrayList;
import java.util.List;
import org.samovar.tensor.Tensor;

/** Linear layers with an activation between them; keys {@code layers.0}, {@code layers.1}, ... */
public final class Mlp extends Layer {
    private final List<Linear> layers = new ArrayList<>();
    private final Activation activation;

    public Mlp(long in, long hidden, long out, int depth, Activation activation) {
        for (int i = 0; i < depth; i++) {
            layers.add(child("layers." + i, new Linear(i == 0 ? in : hidden, i == depth - 1 ? out : hidden)));
        }
        this.activation = activation;
    }

    /** (..., in) to (..., out). */
    public Tensor forward(Tensor x) {
        Tensor y = x;
        for (Linear layer : layers.subList(0, layers.size() - 1)) {
            y = layer.forward(y, activation);
        }
        return layers.get(layers.size() - 1).forward(y);
    }
}
