package org.samovar.train.objective;

import org.samovar.geometry.UserError;
import org.samovar.method.SemanticNetwork;
import org.samovar.method.masksam.MaskSam;
import org.samovar.method.medicosam.MedicoSam;
import org.samovar.method.rfmedsam2.RfMedSam2;
import org.samovar.method.unet.UNetSystem;

/** Finds the objective of a network. */
public final class Objectives {
    private Objectives() {}

    /** The objective that a system's paper trains it with. @throws UserError for a system that is not trained on patches */
    public static SemanticObjective of(SemanticNetwork network) {
        if (network instanceof MaskSam maskSam) {
            return new MaskSamObjective(maskSam);
        }
        if (network instanceof UNetSystem unet) {
            return new UNetObjective(unet);
        }
        if (network instanceof RfMedSam2 rfMedSam2) {
            return new RfMedSam2Objective(rfMedSam2);
        }
        if (network instanceof MedicoSam medicoSam) {
            return new MedicoSamObjective(medicoSam);
        }
        throw new UserError("A " + network.getClass().getSimpleName() + " is not trained on patches with classes.");
    }
}
