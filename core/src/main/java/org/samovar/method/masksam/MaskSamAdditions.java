package org.samovar.method.masksam;

import java.util.Optional;
import org.samovar.method.masksam.MaskSamConfig.Adapters;
import org.samovar.nn.adapt.Adapter;
import org.samovar.nn.adapt.Adapter.Mixing;
import org.samovar.nn.adapt.Adapter.Skip;
import org.samovar.nn.adapt.Adapter.Spot;
import org.samovar.nn.adapt.Additions;
import org.samovar.nn.adapt.DepthMlp;
import org.samovar.nn.adapt.DepthwiseMixing;
import org.samovar.nn.adapt.Insert;
import org.samovar.nn.adapt.Place;
import org.samovar.nn.adapt.Slices;

/**
 * What MaskSAM adds to SAM or SAM 2 (sections 2.5 and 2.7, figures 3 (c) and 4): in each block of the image encoder an adapter after the
 * attention and one beside the MLP; in each block of the mask decoder one after each attention and one beside the MLP; positions in the
 * depth on the patch tokens.
 */
final class MaskSamAdditions implements Additions.Recipe {
    /** A quarter of the channels: released code. */
    private static final int NARROWING = 4;
    /** Of adapters beside an MLP: released code. */
    private static final double BESIDE = 0.5;

    private final MaskSamConfig.Adaptation adaptation;
    private final Slices images;
    private final Slices prompts;

    MaskSamAdditions(MaskSamConfig config, int depth) {
        this.adaptation = config.adaptation();
        this.images = Slices.images(depth);
        this.prompts = new Slices(depth, config.queries());
    }

    @Override
    public Optional<Insert> at(Place place) {
        boolean isEncoder = place.part().startsWith("image_encoder.");
        boolean isDecoder = place.part().contains("mask_decoder.transformer");
        if (!isEncoder && !isDecoder) {
            return Optional.empty();
        }
        Slices slices = isEncoder ? images : prompts;
        return switch (place.site()) {
            case AFTER_PATCHES -> hasDepthPositions()
                    ? Optional.of(new DepthPositions(images.depth(), place.in()))
                    : Optional.empty();
            case AFTER_ATTENTION, AFTER_IMAGE_TO_TOKENS -> adapter(place, adaptation.images(), slices, Skip.AROUND, 1);
            case BESIDE_MLP -> adapter(
                    place, isEncoder ? adaptation.images() : adaptation.prompts(), slices, Skip.NONE, BESIDE);
            case AFTER_SELF_ATTENTION, AFTER_TOKENS_TO_IMAGE, AFTER_FINAL_ATTENTION -> adapter(
                    place, adaptation.prompts(), slices, Skip.AROUND, 1);
            default -> Optional.empty();
        };
    }

    /** One slice has no depth. */
    boolean hasDepthPositions() {
        return adaptation.positions() == MaskSamConfig.DepthPositions.WITH && images.depth() > 1;
    }

    private Optional<Insert> adapter(Place place, Adapters form, Slices slices, Skip skip, double scale) {
        int width = place.in();
        int hidden = Math.max(1, width / NARROWING);
        return Optional.of(new Adapter(width, hidden, mixing(form, hidden, slices), skip, scale, adaptation.start()));
    }

    private static Optional<Mixing> mixing(Adapters form, int hidden, Slices slices) {
        if (form == Adapters.DEPTH_CONVOLUTION) {
            return Optional.of(new Mixing(Spot.BETWEEN, new DepthwiseMixing(hidden, slices)));
        }
        if (form == Adapters.PLAIN || slices.depth() == 1) {
            return Optional.empty();
        }
        Spot spot =
                switch (form) {
                    case DEPTH_MLP_AFTER -> Spot.AFTER_WIDENING;
                    case DEPTH_MLP_BEFORE -> Spot.BEFORE_NARROWING;
                    default -> Spot.BETWEEN;
                };
        return Optional.of(new Mixing(spot, new DepthMlp(slices)));
    }
}
