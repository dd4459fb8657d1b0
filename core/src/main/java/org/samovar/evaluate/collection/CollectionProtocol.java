package org.samovar.evaluate.collection;

import org.samovar.evaluate.PromptKind;
import org.samovar.geometry.UserError;

/**
 * What the simulated user does with a heap of images.
 *
 * @param prompt what is drawn on an example
 * @param examples how many images are examples
 * @param runs how often the heap is gone through: once in the order of the dataset, then in orders that are drawn by the number of the run,
 *     each with other examples; 1 or more
 */
public record CollectionProtocol(PromptKind prompt, Examples examples, int runs) {
    /** A box on one image. */
    public static final CollectionProtocol STANDARD = new CollectionProtocol(PromptKind.BOX, new Examples.Count(1), 1);

    public CollectionProtocol {
        if (runs < 1) {
            throw new UserError("--runs " + runs + " leaves nothing to measure.");
        }
    }
}
