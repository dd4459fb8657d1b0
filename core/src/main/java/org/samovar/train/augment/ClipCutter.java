package org.samovar.train.augment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.samovar.geometry.Box;
import org.samovar.image.LabelMap;
import org.samovar.image.RgbImage;

/**
 * Cuts the views of a clip as prediction does that follows an object: each view is a square about where the object was on the frame
 * before, the views of a heap show whole images. All views of a clip are turned, mirrored and varied in their intensities alike; in a
 * continuous one they also turn and stretch a little from frame to frame, which makes a moving picture of a still one.
 */
public final class ClipCutter {
    /** The object covers at least so many pixels of the first view. */
    private static final int SMALLEST_OBJECT = 24;
    /** The side of a view is so many times that of the object's box, from and to. */
    private static final double LEAST_AROUND = 1.4;

    private static final double MOST_AROUND = 2.6;
    /** The centre of a view is off by at most this share of its side. */
    private static final double OFF_CENTRE = 0.1;
    /** Most turn from frame to frame in radians. */
    private static final double TURN = 0.12;
    /** Most stretch of one side from frame to frame, a power of e; the other side shrinks as much. */
    private static final double STRETCH = 0.05;
    /** Share of clips whose frames are varied each on its own a little. */
    private static final double FLICKER_SHARE = 0.3;

    private ClipCutter() {}

    /** A clip, or none where the object is too small on the first view. */
    public static Optional<ClipSample> cut(Shot shot, int size, SplittableRandom random) {
        Motion motion = Motion.random(shot.kind(), random);
        long look = random.nextLong();
        float outside = random.nextBoolean() ? -1 : random.nextInt(256);
        boolean flickers = random.nextDouble() < FLICKER_SHARE;
        List<ClipSample.Frame> frames = new ArrayList<>();
        Optional<View> before = Optional.empty();
        for (int t = 0; t < shot.frames().size(); t++) {
            Shot.Still still = shot.frames().get(t);
            View view = view(shot, t, before, motion, random);
            float[] target = Augmenter.target(view.sample(still.ids(), size), size, shot.object());
            if (t == 0 && 4 * area(target) < SMALLEST_OBJECT) {
                return Optional.empty();
            }
            float[] pixels = view.sample(still.image(), size, outside);
            Intensities.vary(pixels, size, new SplittableRandom(look));
            if (flickers) {
                Intensities.flicker(pixels, random);
            }
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

    private static View view(Shot shot, int t, Optional<View> before, Motion motion, SplittableRandom random) {
        RgbImage image = shot.frames().get(t).image();
        if (shot.kind() == Shot.Kind.HEAP) {
            return motion.at(t, View.window(image.width() / 2.0, image.height() / 2.0, image.width(), image.height()));
        }
        // where the object was: on the first frame where it is
        LabelMap seen = shot.frames().get(Math.max(0, t - 1)).ids();
        Optional<Box> box = seen.mask(shot.object()).boundingBox();
        if (box.isEmpty()) {
            return before.orElseThrow();
        }
        double around = LEAST_AROUND + (MOST_AROUND - LEAST_AROUND) * random.nextDouble();
        double side = Math.max(
                Augmenter.SMALLEST_VIEW,
                around * Math.max(box.get().width(), box.get().height()));
        double x = box.get().center().x() + side * OFF_CENTRE * (2 * random.nextDouble() - 1);
        double y = box.get().center().y() + side * OFF_CENTRE * (2 * random.nextDouble() - 1);
        return motion.at(t, View.window(x, y, side, side));
    }

    /** What happens to all views of a clip, and what more from frame to frame. */
    private record Motion(double angle, long symmetry, double turn, double stretch) {
        static Motion random(Shot.Kind kind, SplittableRandom random) {
            double angle = random.nextDouble() < 0.35 ? (random.nextDouble() - 0.5) * Math.PI / 2 : 0;
            long symmetry = random.nextLong();
            if (kind == Shot.Kind.HEAP) {
                return new Motion(0, symmetry, 0, 0);
            }
            return new Motion(
                    angle, symmetry, TURN * (2 * random.nextDouble() - 1), STRETCH * (2 * random.nextDouble() - 1));
        }

        View at(int t, View window) {
            return window.scaled(Math.exp(t * stretch), Math.exp(-t * stretch))
                    .turned(angle + t * turn)
                    .symmetry(new SplittableRandom(symmetry));
        }
    }
}
