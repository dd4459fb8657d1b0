package org.samovar.train.augment;

import java.util.SplittableRandom;

/**
 * All views of a clip are turned, mirrored and varied in their intensities alike; in a continuous one they also turn and stretch a little
 * from frame to frame, which makes a moving picture of a still one.
 */
final class OwnChanges implements FrameChanges {
    /** Share of clips that are turned. */
    private static final double TURNED_SHARE = 0.35;
    /** Most turn from frame to frame in radians. */
    private static final double TURN = 0.12;
    /** Most stretch of one side from frame to frame, a power of e; the other side shrinks as much. */
    private static final double STRETCH = 0.05;
    /** Share of clips whose frames are varied each on its own a little. */
    private static final double FLICKER_SHARE = 0.3;

    private final SplittableRandom random;
    private final double angle;
    private final long symmetry;
    private final double turn;
    private final double stretch;
    private final long look;
    private final float outside;
    private final boolean flickers;

    OwnChanges(Shot.Kind kind, SplittableRandom random) {
        this.random = random;
        boolean still = kind == Shot.Kind.HEAP;
        double drawn = random.nextDouble() < TURNED_SHARE ? (random.nextDouble() - 0.5) * Math.PI / 2 : 0;
        this.angle = still ? 0 : drawn;
        this.symmetry = random.nextLong();
        this.turn = still ? 0 : TURN * mostlySmall(random);
        this.stretch = still ? 0 : STRETCH * mostlySmall(random);
        this.look = random.nextLong();
        this.outside = random.nextBoolean() ? -1 : random.nextInt(256);
        this.flickers = random.nextDouble() < FLICKER_SHARE;
    }

    /** From -1 to 1. */
    private static double mostlySmall(SplittableRandom random) {
        double value = 2 * random.nextDouble() - 1;
        return value * value * value;
    }

    @Override
    public View moved(View upright, int t) {
        return upright.scaled(Math.exp(t * stretch), Math.exp(-t * stretch))
                .turned(angle + t * turn)
                .symmetry(new SplittableRandom(symmetry));
    }

    @Override
    public float outside() {
        return outside;
    }

    @Override
    public void vary(float[] pixels, int size, int t) {
        Intensities.vary(pixels, size, new SplittableRandom(look));
        if (flickers) {
            Intensities.flicker(pixels, random);
        }
    }
}
