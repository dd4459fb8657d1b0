package org.samovar.nn;

import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/** Non-linearities between layers. */
public enum Activation {
    RELU {
        @Override
        public Tensor apply(Tensor x) {
            return Ops.relu(x);
        }
    },
    GELU {
        @Override
        public Tensor apply(Tensor x) {
            return Ops.gelu(x);
        }
    },
    /** A hundredth of what is negative, as in nnU-Net. */
    LEAKY_RELU {
        @Override
        public Tensor apply(Tensor x) {
            return Ops.leakyRelu(x, 0.01);
        }
    };

    public abstract Tensor apply(Tensor x);
}
