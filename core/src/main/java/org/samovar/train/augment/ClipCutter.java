package org.samovar.train.augment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.samovar.geometry.Box;
import org.samovar.geometry.Size;
import org.samovar.geometry.SteadyWindow;
import org.samovar.image.LabelMap;

/**
 * Cuts the views of a clip as prediction does that follows an object: a square about the object that stays until it does not suit where
 * the object was on the frame before ({@link SteadyWindow}), or moves for no reason. The views of a heap show whole images, and others may
 * ({@link Look}).
 */
public final class ClipCutter {
    /** The object covers at least so many pixels of the first view. */
    private static final int SMALLEST_OBJECT = 24;
    /** The side of a fresh view is so many times that of the object's box, from and to. */
    private static final double LEAST_AROUND = 1.25;

    private static final double MOST_AROUND = 2.4;
    /** Share of the frames on which the view moves though it would suit. */
    private static final double RESTLESS_SHARE = 0.06;
    /** The centre of a fresh view is off by at most this share of its side. */
    private static final double OFF_CENTRE = 0.1;

    private ClipCutter() {}

    /** A clip, or none where the object is too small on the first image or view. */
    public static Optional<ClipSample> cut(Shot shot, Look look, int size, SplittableRandom random) {
        LabelMap seen = shot.frames().get(0).ids();
        if (seen.mask(shot.object()).area() < look.leastShare() * seen.size().pixels()) {
            return Optional.empty();
        }
        FrameChanges changes = look.changes() == Look.Changes.OWN
                ? new OwnChanges(shot.kind(), random)
                : new PaperChanges(shot.kind(), random);
        Following following = new Following(random);
        List<ClipSample.Frame> frames = new ArrayList<>();
        Optional<View> before = Optional.empty();
        for (int t = 0; t < shot.frames().size(); t++) {
            Shot.Still still = shot.frames().get(t);
            View view = changes.moved(upright(shot, t, look, following), t);
            float[] target = Augmenter.target(view.sample(still.ids(), size), size, shot.object());
            if (t == 0 && 4 * area(target) < SMALLEST_OBJECT) {
                return Optional.empty();
            }
            float[] pixels = view.sample(still.image(), size, changes.outside());
            changes.vary(pixels, size, t);
            frames.add(
                    new ClipSample.Frame(pixels, target, before.map(view::from).orElse(ViewChange.NONE)));
            before = Optional.of(view);
        }
        return Optional.of(new ClipSample(size, shot.kind(), frames));
    }

    private static double area(float[] target) {
        double sum = 0;
        for (float share : target) {
            sum += share;
        }
        return sum;
    }

    private static View upright(Shot shot, int t, Look look, Following following) {
        Size image = shot.frames().get(t).ids().size();
        if (shot.kind() == Shot.Kind.HEAP || look.window() == Look.Window.IMAGE) {
            return View.of(image.region().box());
        }
        // where the object was: on the first frame where it is
        LabelMap seen = shot.frames().get(Math.max(0, t - 1)).ids();
        return View.of(following.window(seen.mask(shot.object()).boundingBox(), image));
    }

    /** The window that goes along with the object, upright. */
    private static final class Following {
        private final SplittableRandom random;
        private Optional<Box> window = Optional.empty();

        Following(SplittableRandom random) {
            this.random = random;
        }

        /** @param object where it was; where it was nowhere the window stays */
        Box window(Optional<Box> object, Size image) {
            object.ifPresent(box -> {
                Box fresh = fresh(box);
                boolean restless = random.nextDouble() < RESTLESS_SHARE;
                boolean stays = !restless
                        && window.filter(old -> SteadyWindow.suits(old, fresh, box, image))
                                .isPresent();
                window = stays ? window : Optional.of(fresh);
            });
            return window.orElseThrow();
        }

        private Box fresh(Box object) {
            double around = LEAST_AROUND + (MOST_AROUND - LEAST_AROUND) * random.nextDouble();
            double side = Math.max(Augmenter.SMALLEST_VIEW, around * Math.max(object.width(), object.height()));
            double x = object.center().x() + side * OFF_CENTRE * (2 * random.nextDouble() - 1);
            double y = object.center().y() + side * OFF_CENTRE * (2 * random.nextDouble() - 1);
            return new Box(x - side / 2, y - side / 2, x + side / 2, y + side / 2);
        }
    }
}
