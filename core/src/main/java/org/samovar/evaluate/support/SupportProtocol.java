package org.samovar.evaluate.support;

import java.util.List;
import org.samovar.geometry.UserError;
import org.samovar.train.data.Split;

/**
 * Which support sets are tried.
 *
 * @param sizes of the sets: images of each class, or volumes
 * @param draws how many sets of each size
 * @param from the split that they are drawn from
 */
public record SupportProtocol(List<Integer> sizes, int draws, Split from) {
    public SupportProtocol {
        sizes = List.copyOf(sizes);
        if (sizes.isEmpty() || sizes.stream().anyMatch(size -> size < 1)) {
            throw new UserError("A support set has at least one example, unlike one of " + sizes + ".");
        }
        if (draws < 1) {
            throw new UserError("--draws " + draws + " leaves nothing to measure.");
        }
    }
}
