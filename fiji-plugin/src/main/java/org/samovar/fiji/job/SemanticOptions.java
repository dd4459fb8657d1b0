package org.samovar.fiji.job;

import org.samovar.geometry.UserError;
import org.samovar.predict.semantic.Mirroring;

/**
 * The options of <i>Segment Semantic</i>.
 *
 * @param system the name of a file in the store, or the path of any
 * @param mirroring whether everything is seen mirrored as well
 */
public record SemanticOptions(String system, Mirroring mirroring) {
    public SemanticOptions {
        system = system.strip();
        if (system.isEmpty()) {
            throw new UserError(
                    "There is no system to segment with.",
                    "Enter the path of a file of weights that training wrote, such as best.safetensors.");
        }
    }
}
