package org.samovar.fiji.model;

import java.util.List;

/**
 * The masks that prompts may mean.
 *
 * @param candidates at least one, as ordered by the model
 * @param choice index of the one that counts
 */
public record Answer(List<Segmentation> candidates, int choice) {
    public Answer {
        candidates = List.copyOf(candidates);
    }

    /** The one that counts. */
    public Segmentation chosen() {
        return candidates.get(choice);
    }
}
