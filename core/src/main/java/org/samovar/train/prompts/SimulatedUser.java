package org.samovar.train.prompts;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.samovar.geometry.Box;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;
import org.samovar.image.DistanceTransform;
import org.samovar.image.Mask;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.Polarity;

/**
 * Makes the prompts that a person would: a box around an object, a click into it, and clicks where a mask is wrong. Coordinates are
 * pixels of the mask that is shown to it.
 */
public final class SimulatedUser {
    /** Share of clicks in the middle of what they mean; the others are anywhere in it. */
    private static final double DEEPEST_SHARE = 0.5;

    /** A negative click that nothing asks for lies at most so far from the object's box, in pixels. */
    private static final int BESIDE = 3;

    /** Habits. */
    public enum Style {
        /** Sides of boxes move outwards or inwards; a correction is one click, at times in the middle of the error. */
        NATURAL,
        /**
         * As in the training of MedicoSAM ({@code micro_sam/training}, {@code torch_em} prompt generators): boxes only grow, clicks are
         * anywhere, and a correction is a positive and a negative click whether both are needed or not.
         */
        MEDICOSAM
    }

    private final SplittableRandom random;
    private final Style style;
    private final double jitter;

    /** @param jitter sides of boxes move by at most this share of the box's width or height */
    public SimulatedUser(SplittableRandom random, Style style, double jitter) {
        this.random = random;
        this.style = style;
        this.jitter = jitter;
    }

    /** A box about the object, its sides moved a little; empty when there is no object. */
    public Optional<Box> box(Mask object) {
        return object.boundingBox().map(tight -> {
            double w = tight.width();
            double h = tight.height();
            Size size = object.size();
            double x0 = Math.max(0, tight.x0() - shift(w));
            double y0 = Math.max(0, tight.y0() - shift(h));
            double x1 = Math.min(size.width(), tight.x1() + shift(w));
            double y1 = Math.min(size.height(), tight.y1() + shift(h));
            return x0 + 0.5 < x1 && y0 + 0.5 < y1 ? new Box(x0, y0, x1, y1) : tight;
        });
    }

    /** How far a side moves outwards. */
    private double shift(double length) {
        double share = style == Style.MEDICOSAM ? random.nextDouble() : 2 * random.nextDouble() - 1;
        return share * jitter * length;
    }

    /** A click into the object; empty when there is none. */
    public Optional<PointPrompt> click(Mask object) {
        return click(object, Polarity.POSITIVE);
    }

    /** Number of clicks of a correction. */
    public int clicksPerCorrection() {
        return style == Style.MEDICOSAM ? 2 : 1;
    }

    /**
     * The clicks that correct a mask, {@link #clicksPerCorrection} of them: one into what it lacks or has too much, rather the larger of
     * both, or one into each. A click is empty where there is no place for it.
     */
    public List<Optional<PointPrompt>> correction(Mask object, Mask mask) {
        Mask lacking = object.minus(mask);
        Mask tooMuch = mask.minus(object);
        if (style == Style.MEDICOSAM) {
            Mask more = lacking.isEmpty() ? object : lacking;
            Mask less = tooMuch.isEmpty() ? beside(object) : tooMuch;
            return List.of(click(more, Polarity.POSITIVE), click(less, Polarity.NEGATIVE));
        }
        int few = lacking.area();
        int many = tooMuch.area();
        boolean positive = random.nextBoolean() ? few > many : random.nextDouble() * (few + many) < few;
        return List.of(positive ? click(lacking, Polarity.POSITIVE) : click(tooMuch, Polarity.NEGATIVE));
    }

    /** The background within the object's box and a little around it; all background where there is none. */
    private static Mask beside(Mask object) {
        Optional<Box> box = object.boundingBox();
        Mask near = box.map(b -> Mask.rectangle(
                                object.size(),
                                new Box(b.x0() - BESIDE, b.y0() - BESIDE, b.x1() + BESIDE, b.y1() + BESIDE))
                        .minus(object))
                .orElseGet(object::inverse);
        return near.isEmpty() ? object.inverse() : near;
    }

    private Optional<PointPrompt> click(Mask into, Polarity polarity) {
        return within(into).map(p -> new PointPrompt(p, polarity));
    }

    private Optional<ImagePoint> within(Mask mask) {
        if (style == Style.NATURAL && random.nextDouble() < DEEPEST_SHARE) {
            return DistanceTransform.of(mask).deepest();
        }
        return mask.region().map(region -> anywhere(mask, region));
    }

    private ImagePoint anywhere(Mask mask, Region region) {
        int skip = random.nextInt(mask.area());
        for (int y = region.y(); y < region.y() + region.height(); y++) {
            for (int x = region.x(); x < region.x() + region.width(); x++) {
                if (mask.get(x, y) && skip-- == 0) {
                    return new ImagePoint(x, y);
                }
            }
        }
        throw new IllegalStateException("the region of a mask holds all of its pixels");
    }
}
