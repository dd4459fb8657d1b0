package org.samovar.model.sam2;

import java.util.List;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * Memories of P objects as memory attention takes them: the cells of r memory maps, then the tokens of object pointers.
 *
 * @param values (P, r N + pointerTokens, M)
 * @param keys of the same shape: the values with their positions in space and time
 * @param pointerTokens how many of the tokens are parts of pointers
 */
record MemoryTokens(Tensor values, Tensor keys, int pointerTokens) {
    /** Those of several groups of objects, one group behind the other. */
    static MemoryTokens join(List<MemoryTokens> groups) {
        if (groups.size() == 1) {
            return groups.get(0);
        }
        return new MemoryTokens(
                Ops.cat(groups.stream().map(MemoryTokens::values).toList(), 0),
                Ops.cat(groups.stream().map(MemoryTokens::keys).toList(), 0),
                groups.get(0).pointerTokens);
    }
}
