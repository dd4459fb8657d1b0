package org.samovar.train.objective;

import org.samovar.geometry.UserError;
import org.samovar.method.SemanticNetwork;

/** Finds the objective of a network. */
public final class Objectives {
    private Objectives() {}

    /** The objective that a system's paper trains it with. @throws UserError for a system that is not trained on patches */
    public static SemanticObjective of(SemanticNetwork network) {
        throw new UserError("A " + network.getClass().getSimpleName() + " is not trained on patches with classes.");
    }
}
