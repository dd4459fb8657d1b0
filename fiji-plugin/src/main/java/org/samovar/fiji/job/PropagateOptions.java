package org.samovar.fiji.job;

import org.samovar.geometry.UserError;
import org.samovar.predict.SliceRange;

/**
 * The options of <i>Propagate Through Stack</i>.
 *
 * @param model a name, or the path of a file of weights
 * @param prompts which ROIs count
 * @param through which dimension
 * @param first slice or point in time to go to, from 1; 0 for the first there is
 * @param last slice or point in time to go to; 0 for the last there is
 */
public record PropagateOptions(String model, PromptSource prompts, Through through, int first, int last) {
    /** The slices of a stack to go to, which count from 0 there. */
    SliceRange range(int count) {
        int from = first == 0 ? 1 : first;
        int to = last == 0 ? count : last;
        if (from < 1 || to < from || to > count) {
            throw new UserError("There are no slices " + from + " to " + to + " among " + count + ".");
        }
        return new SliceRange(from - 1, to - 1);
    }
}
