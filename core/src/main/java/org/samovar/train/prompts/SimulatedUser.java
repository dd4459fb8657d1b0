package org.samovar.train.prompts;

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

    private final SplittableRandom random;
    private final double jitter;

    /** @param jitter sides of boxes move by at most this share of the box's width or height, outwards or inwards */
    public SimulatedUser(SplittableRandom random, double jitter) {
        this.random = random;
        this.jitter = jitter;
    }

    /** A box about the object, its sides moved a little; empty when there is no object. */
    public Optional<Box> box(Mask object) {
        return object.boundingBox().map(tight -> {
            double w = tight.width();
            double h = tight.height();
            Size size = object.size();
            double x0 = Math.max(0, tight.x0() + shift(w));
            double y0 = Math.max(0, tight.y0() + shift(h));
            double x1 = Math.min(size.width(), tight.x1() + shift(w));
            double y1 = Math.min(size.height(), tight.y1() + shift(h));
            return x0 + 0.5 < x1 && y0 + 0.5 < y1 ? new Box(x0, y0, x1, y1) : tight;
        });
    }

    private double shift(double length) {
        return (2 * random.nextDouble() - 1) * jitter * length;
    }

    /** A click into the object; empty when there is none. */
    public Optional<PointPrompt> click(Mask object) {
        return within(object).map(p -> new PointPrompt(p, Polarity.POSITIVE));
    }

    /**
     * A click that corrects a mask: into what it lacks or into what it has too much, rather the larger of both; empty when the mask is
     * right.
     */
    public Optional<PointPrompt> correction(Mask object, Mask mask) {
        Mask lacking = object.minus(mask);
        Mask tooMuch = mask.minus(object);
        int less = lacking.area();
        int more = tooMuch.area();
        boolean positive = random.nextBoolean() ? less > more : random.nextDouble() * (less + more) < less;
        return positive
                ? within(lacking).map(p -> new PointPrompt(p, Polarity.POSITIVE))
                : within(tooMuch).map(p -> new PointPrompt(p, Polarity.NEGATIVE));
    }

    private Optional<ImagePoint> within(Mask mask) {
        if (random.nextDouble() < DEEPEST_SHARE) {
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
