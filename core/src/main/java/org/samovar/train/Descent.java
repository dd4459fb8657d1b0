package org.samovar.train;

import java.util.List;
import java.util.Map;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;

/** Steps down gradients, with a memory of earlier ones. */
interface Descent {
    /** Makes the memory, which the scope owns. */
    void begin(List<Tensor> parameters, Scope owner);

    /**
     * Goes one step.
     *
     * @param moved indices of the parameters that move; the others stay with their memory
     */
    void step(List<Tensor> parameters, List<Tensor> gradients, List<Integer> moved, double rate, long iteration);

    /** Those of the given indices. */
    static List<Tensor> of(List<Integer> indices, List<Tensor> all) {
        return indices.stream().map(all::get).toList();
    }

    /** The memory by name, a tensor for each parameter. */
    Map<String, List<Tensor>> memory();
}
