package org.samovar.train;

import java.util.List;
import java.util.Map;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;

/** Steps down gradients, with a memory of earlier ones. */
interface Descent {
    /** Makes the memory, which the scope owns. */
    void begin(List<Tensor> parameters, Scope owner);

    /** Goes one step. */
    void step(List<Tensor> parameters, List<Tensor> gradients, double rate, long iteration);

    /** The memory by name, a tensor for each parameter. */
    Map<String, List<Tensor>> memory();
}
