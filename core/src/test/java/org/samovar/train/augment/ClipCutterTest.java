package org.samovar.train.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.samovar.image.LabelMap;
import org.samovar.image.RgbImage;

class ClipCutterTest {
    private static final int SIDE = 100;

    /** A bright square of 30 pixels that moves to the right, and is gone at last. */
    private static Shot moving(Shot.Kind kind) {
        List<Shot.Still> frames = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            byte[] pixels = new byte[3 * SIDE * SIDE];
            int[] ids = new int[SIDE * SIDE];
            for (int y = 30; t < 3 && y < 60; y++) {
                for (int x = 20 + 5 * t; x < 50 + 5 * t; x++) {
                    ids[y * SIDE + x] = 9;
                    for (int c = 0; c < 3; c++) {
                        pixels[3 * (y * SIDE + x) + c] = (byte) 255;
                    }
                }
            }
            frames.add(new Shot.Still(RgbImage.of(SIDE, SIDE, pixels), LabelMap.of(SIDE, SIDE, ids)));
        }
        return new Shot(frames, 9, kind);
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float v : values) {
            sum += v;
        }
        return sum;
    }

    @Test
    void theObjectIsInEveryViewUntilItEnds() {
        for (int seed = 0; seed < 30; seed++) {
            ClipSample clip = ClipCutter.cut(
                            moving(Shot.Kind.CONTINUOUS), Look.FOLLOWING, 64, new SplittableRandom(seed))
                    .orElseThrow();
            for (int t = 0; t < 3; t++) {
                // a view is 1.25 to 2.4 lengths of the square wide, which covers 1 / 1.25^2 = .64 to 1 / 2.4^2 = .174
                // of it; a stretch
                // leaves areas as they are, and where the square has moved on since the frame before an edge of it may
                // be beyond the view
                assertThat(sum(clip.frames().get(t).target()) / 1024).isBetween(0.15, 0.65);
            }
            assertThat(sum(clip.frames().get(3).target())).isZero();
        }
    }

    @Test
    void mostViewsStayWhileTheObjectIsWellInside() {
        Shot shot = moving(Shot.Kind.CONTINUOUS);
        Shot still = new Shot(List.of(shot.frames().get(0), shot.frames().get(0)), 9, Shot.Kind.CONTINUOUS);
        int stayed = 0;
        for (int seed = 0; seed < 100; seed++) {
            ClipSample.Frame next = ClipCutter.cut(still, Look.FOLLOWING, 64, new SplittableRandom(seed))
                    .orElseThrow()
                    .frames()
                    .get(1);
            // the turn from frame to frame alone moves the corner less
            stayed += Math.hypot(next.fromPrevious().u0(), next.fromPrevious().v0()) < 0.1 ? 1 : 0;
        }
        assertThat(stayed).isBetween(80, 99);
    }

    @Test
    void valuesOfOneViewComeToTheirPlacesInTheNext() {
        Shot shot = moving(Shot.Kind.CONTINUOUS);
        Shot still = new Shot(List.of(shot.frames().get(0), shot.frames().get(0)), 9, Shot.Kind.CONTINUOUS);
        for (int seed = 0; seed < 30; seed++) {
            ClipSample clip = ClipCutter.cut(still, Look.FOLLOWING, 64, new SplittableRandom(seed))
                    .orElseThrow();
            ClipSample.Frame next = clip.frames().get(1);
            float[] brought = next.fromPrevious().apply(clip.frames().get(0).target(), 32, 0);
            double error = 0;
            for (int i = 0; i < brought.length; i++) {
                error += Math.abs(brought[i] - next.target()[i]);
            }
            assertThat(error / sum(next.target())).isLessThan(0.12); // blending at the edges
        }
    }

    @Test
    void aHeapShowsWholeImages() {
        ClipSample clip = ClipCutter.cut(moving(Shot.Kind.HEAP), Look.FOLLOWING, 64, new SplittableRandom(1))
                .orElseThrow();
        assertThat(sum(clip.frames().get(0).target()) / 1024).isCloseTo(0.09, within(0.005));
        assertThat(clip.frames().get(2).fromPrevious().u0()).isCloseTo(0, within(1e-9));
    }

    @Test
    void anObjectThatIsTooSmallMakesNoClip() {
        int[] ids = new int[SIDE * SIDE];
        ids[0] = 9;
        Shot.Still still =
                new Shot.Still(RgbImage.of(SIDE, SIDE, new byte[3 * SIDE * SIDE]), LabelMap.of(SIDE, SIDE, ids));
        Optional<ClipSample> clip = ClipCutter.cut(
                new Shot(List.of(still, still), 9, Shot.Kind.HEAP), Look.FOLLOWING, 64, new SplittableRandom(1));
        assertThat(clip).isEmpty();
    }
}
