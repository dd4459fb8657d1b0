package org.samovar.catalog;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.samovar.checkpoint.StateDict;

/**
 * What a model is, and is for, by its weights.
 *
 * @param title in a few words
 * @param uses at least one
 */
public record ModelPurpose(String title, Set<ModelUse> uses) {
    public ModelPurpose {
        uses = Collections.unmodifiableSet(EnumSet.copyOf(uses)); // in the order of the uses
    }

    /** @throws org.samovar.geometry.UserError when its file is damaged, or for no network that is known */
    public static ModelPurpose of(ModelSource model) {
        StateDict stored = model.read();
        return new ModelPurpose(Models.title(stored), Models.uses(stored));
    }
}
