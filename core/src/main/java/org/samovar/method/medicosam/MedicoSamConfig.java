package org.samovar.method.medicosam;

import java.util.Optional;
import org.samovar.geometry.UserError;
import org.samovar.method.PatchShape;
import org.samovar.nn.adapt.Insert;
import org.samovar.nn.adapt.Place;
import org.samovar.nn.adapt.Site;

/**
 * The measures of a {@link MedicoSam}.
 *
 * @param patch gray or in colours, its slices as large as the input of the backbone
 * @param classes K, with the background
 * @param parts what is put on the backbone
 */
public record MedicoSamConfig(PatchShape patch, int classes, Parts parts) {
    /**
     * What is put on the backbone.
     *
     * @param features channels of the decoder's finest maps, 64 in the paper's
     * @param adapters channels within 3D adapters, 384 in the paper's, but never more than half of the channels around them; 0 for
     *     none, so that nothing but the head sees several slices
     * @param fused channels of the 3D features that classes are found from, 64 in the paper's
     */
    public record Parts(int features, int adapters, int fused) {
        /** The published measures. */
        public static final Parts PUBLISHED = new Parts(64, 384, 64);

        public Parts {
            if (features < 1 || adapters < 0 || fused < 1) {
                throw new UserError("MedicoSAM cannot have " + features + " features, adapters of " + adapters
                        + " channels and " + fused + " fused features.");
            }
        }
    }

    public MedicoSamConfig {
        if (patch.modalities() != 1 && patch.modalities() != 3) {
            throw new UserError("MedicoSAM sees gray or colours, not " + patch.modalities() + " modalities.");
        }
        if (patch.height() != patch.width()) {
            throw new UserError(
                    "MedicoSAM sees squares, not slices of " + patch.width() + " x " + patch.height() + " pixels.");
        }
        if (classes < 2) {
            throw new UserError("MedicoSAM needs a class beside the background.");
        }
    }

    /** MA-SAM's: before the attention of each block and between its attention and its MLP. */
    Optional<Insert> adapter(Place place) {
        boolean isBetween = place.site() == Site.BEFORE_ATTENTION || place.site() == Site.BEFORE_MLP;
        int inner = Math.min(parts.adapters, place.in() / 2);
        return patch.isFlat() || inner == 0 || !isBetween
                ? Optional.empty()
                : Optional.of(new DepthAdapter(patch.depth(), place.in(), inner));
    }
}
