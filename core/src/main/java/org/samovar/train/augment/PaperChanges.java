package org.samovar.train.augment;

import java.util.SplittableRandom;

/**
 * The augmentations of MedSAM-2 (Zhu et al. 2024, appendix C.2), in its order and with its shares: rotation, scale, noise, blur,
 * intensity, low resolution, gamma and flips. Each image of a heap has its own; the frames of a continuous clip are one sample and are
 * changed alike, but for the noise.
 *
 * <p>An image is one modality, whose channels are changed alike. Noise is meant for images with a deviation of 1, so it is as much of the
 * deviation of the view. Values stay within 0 to 1.
 */
final class PaperChanges implements FrameChanges {
    private static final double SHARE = 0.15;
    private static final double LOW_RESOLUTION_SHARE = 0.25;
    /** Share of the modalities that are changed in a sample with blur or low resolution. */
    private static final double MODALITY_SHARE = 0.5;

    private static final double MOST_DEGREES = 25;
    private static final double MOST_VARIANCE = 0.1;

    private final long places;
    private final long values;
    private final boolean isOne;
    private final SplittableRandom noise;

    PaperChanges(Shot.Kind kind, SplittableRandom random) {
        this.places = random.nextLong();
        this.values = random.nextLong();
        this.isOne = kind == Shot.Kind.CONTINUOUS;
        this.noise = random.split();
    }

    private SplittableRandom random(long seed, int t) {
        return new SplittableRandom(seed + (isOne ? 0 : t));
    }

    private static boolean happens(double share, SplittableRandom random) {
        return random.nextDouble() < share;
    }

    private static double between(double least, double most, SplittableRandom random) {
        return least + (most - least) * random.nextDouble();
    }

    @Override
    public View moved(View upright, int t) {
        SplittableRandom random = random(places, t);
        View view = upright;
        if (happens(SHARE, random)) {
            view = view.turned(Math.toRadians(between(-MOST_DEGREES, MOST_DEGREES, random)));
        }
        if (happens(SHARE, random)) {
            double closer = between(0.7, 1.4, random);
            view = view.scaled(1 / closer, 1 / closer);
        }
        return view.mirrored(random);
    }

    @Override
    public float outside() {
        return 0;
    }

    @Override
    public void vary(float[] pixels, int size, int t) {
        SplittableRandom random = random(values, t);
        if (happens(SHARE, random)) {
            double deviation = PlaneChanges.deviation(pixels) * Math.sqrt(between(0, MOST_VARIANCE, random));
            PlaneChanges.noise(pixels, deviation, noise);
        }
        if (happens(SHARE, random) && happens(MODALITY_SHARE, random)) {
            PlaneChanges.blur(pixels, size, between(0.5, 1.5, random));
        }
        if (happens(SHARE, random)) {
            if (random.nextBoolean()) {
                PlaneChanges.multiply(pixels, between(0.65, 1.2, random));
            } else {
                PlaneChanges.invert(pixels);
            }
        }
        if (happens(LOW_RESOLUTION_SHARE, random) && happens(MODALITY_SHARE, random)) {
            PlaneChanges.coarsen(pixels, size, between(1, 2, random));
        }
        if (happens(SHARE, random)) {
            PlaneChanges.gamma(pixels, between(0.7, 1.5, random));
        }
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = Math.max(0, Math.min(1, pixels[i]));
        }
    }
}
