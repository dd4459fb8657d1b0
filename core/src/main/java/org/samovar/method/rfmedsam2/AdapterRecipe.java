package org.samovar.method.rfmedsam2;

import java.util.Optional;
import org.samovar.nn.adapt.Adapter;
import org.samovar.nn.adapt.Adapter.Mixing;
import org.samovar.nn.adapt.Adapter.Skip;
import org.samovar.nn.adapt.Adapter.Spot;
import org.samovar.nn.adapt.Adapter.Start;
import org.samovar.nn.adapt.Additions;
import org.samovar.nn.adapt.DepthwiseMixing;
import org.samovar.nn.adapt.Insert;
import org.samovar.nn.adapt.Place;
import org.samovar.nn.adapt.Slices;

/**
 * Where adapters are added to SAM 2 (appendices C and D, figure 8).
 *
 * <p>The paper is silent on sizes. With a quarter of the channels between the layers, kernels of 3, and both an adapter after the attention and
 * one beside the MLP of each block, at half of its weight, as MaskSAM of the same authors has them, SAM 2 large gets the 19 M
 * parameters of table 8. All begin as nothing.
 */
record AdapterRecipe(Adapters adapters) implements Additions.Recipe {
    private static final int NARROWING = 4;
    private static final double BESIDE_SCALE = 0.5;
    private static final String DECODER = "sam_mask_decoder";
    private static final String FUSER = "memory_encoder.fuser.layers";
    private static final int LAST_OF_FUSER = 1;

    @Override
    public Optional<Insert> at(Place place) {
        if (adapters == Adapters.NONE) {
            return Optional.empty();
        }
        return switch (place.site()) {
            case AFTER_ATTENTION, AFTER_MEMORY_ATTENTION, AFTER_IMAGE_TO_TOKENS -> Optional.of(
                    ofImage(place.in(), Skip.AROUND, 1));
            case BESIDE_MLP -> Optional.of(
                    place.part().startsWith(DECODER)
                            ? ofTokens(place.in(), Skip.NONE, BESIDE_SCALE)
                            : ofImage(place.in(), Skip.NONE, BESIDE_SCALE));
            case AFTER_SELF_ATTENTION, AFTER_TOKENS_TO_IMAGE -> Optional.of(ofTokens(place.in(), Skip.AROUND, 1));
            case AFTER_MAP -> afterMap(place);
            case AFTER_PATCHES, BEFORE_ATTENTION, PROJECTION, BEFORE_MLP, AFTER_FINAL_ATTENTION -> Optional.empty();
        };
    }

    /** After each map of the pyramid, each upscaling of the decoder, the mask downsampler, and the fuser as a whole. */
    private Optional<Insert> afterMap(Place place) {
        boolean inside = place.part().equals(FUSER) && place.index() != LAST_OF_FUSER;
        return adapters == Adapters.ALL && !inside
                ? Optional.of(new CnnAdapter(place.in(), hidden(place.in())))
                : Optional.empty();
    }

    private Insert ofImage(int width, Skip skip, double scale) {
        Optional<Mixing> mixing = adapters == Adapters.PLAIN
                ? Optional.empty()
                : Optional.of(new Mixing(Spot.BETWEEN, new DepthwiseMixing(hidden(width), Slices.images(1))));
        return new Adapter(width, hidden(width), mixing, skip, scale, Start.ZERO);
    }

    private static Insert ofTokens(int width, Skip skip, double scale) {
        return new Adapter(width, hidden(width), Optional.empty(), skip, scale, Start.ZERO);
    }

    private static int hidden(int width) {
        return Math.max(1, width / NARROWING);
    }
}
