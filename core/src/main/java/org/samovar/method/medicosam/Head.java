package org.samovar.method.medicosam;

import org.samovar.nn.Layer;
import org.samovar.tensor.NeuralOps.Statistics;
import org.samovar.tensor.Tensor;

/** What makes outputs of a decoder's finest features. */
abstract class Head extends Layer {
    /** (B, C, H, W) to outputs (B, K, H, W), or of slices (B D, C, H, W) to (B, K, D, H, W). */
    abstract Tensor forward(Tensor features, Statistics use);
}
