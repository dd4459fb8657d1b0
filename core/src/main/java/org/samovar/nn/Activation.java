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
    };

    public abstract Tensor apply(Tensor x);
}
