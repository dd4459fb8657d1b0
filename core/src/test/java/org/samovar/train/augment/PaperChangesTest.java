package org.samovar.train.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.samovar.image.LabelMap;
import org.samovar.image.RgbImage;

class PaperChangesTest {
    private static final int SIZE = 16;
    private static final int DRAWS = 4000;
    private static final View WHOLE = View.window(0.5, 0.5, 1, 1);

    private static FrameChanges changes(Shot.Kind kind, long seed) {
        return new PaperChanges(kind, new SplittableRandom(seed));
    }

    @Test
    void turnsScalesAndFlipsAreAsOftenAndAsStrongAsInThePaper() {
        double turned = 0;
        double scaled = 0;
        double mirrored = 0;
        for (int seed = 0; seed < DRAWS; seed++) {
            View view = changes(Shot.Kind.HEAP, seed).moved(WHOLE, 0);
            double side = Math.hypot(view.xu(), view.yu());
            double degrees = Math.toDegrees(Math.atan(view.yu() / view.xu()));
            assertThat(Math.abs(degrees)).isLessThanOrEqualTo(25);
            assertThat(1 / side).isBetween(0.7 - 1e-9, 1.4 + 1e-9);
            turned += Math.abs(degrees) > 1e-9 ? 1.0 / DRAWS : 0;
            scaled += Math.abs(side - 1) > 1e-9 ? 1.0 / DRAWS : 0;
            mirrored += view.xu() < 0 ? 1.0 / DRAWS : 0;
        }
        assertThat(turned).isCloseTo(0.15, within(0.02));
        assertThat(scaled).isCloseTo(0.15, within(0.02));
        assertThat(mirrored).isCloseTo(0.5, within(0.03));
    }

    @Test
    void mostViewsKeepTheirValuesAndAllStayWithinThem() {
        float[] image = new float[3 * SIZE * SIZE];
        for (int i = 0; i < image.length; i++) {
            image[i] = i * 7 % 11 / 10f;
        }
        double kept = 0;
        for (int seed = 0; seed < DRAWS; seed++) {
            float[] values = image.clone();
            changes(Shot.Kind.HEAP, seed).vary(values, SIZE, 0);
            kept += Arrays.equals(values, image) ? 1.0 / DRAWS : 0;
            for (float v : values) {
                assertThat(v).isBetween(0f, 1f);
            }
        }
        // noise, blur of one modality in two, intensity, low resolution of one modality in two, gamma
        double none = 0.85 * (1 - 0.15 / 2) * 0.85 * (1 - 0.25 / 2) * 0.85;
        assertThat(kept).isCloseTo(none, within(0.03));
    }

    @Test
    void slicesOfAVolumeAreChangedAlikeAndImagesOfAHeapEachOnItsOwn() {
        int different = 0;
        for (int seed = 0; seed < 50; seed++) {
            FrameChanges volume = changes(Shot.Kind.CONTINUOUS, seed);
            assertThat(volume.moved(WHOLE, 3)).isEqualTo(volume.moved(WHOLE, 0));
            FrameChanges heap = changes(Shot.Kind.HEAP, seed);
            different += heap.moved(WHOLE, 3).equals(heap.moved(WHOLE, 0)) ? 0 : 1;
        }
        assertThat(different).isGreaterThan(25);
    }

    @Test
    void whereAllIsSeenAVolumeIsNotFollowedInWindows() {
        int[] ids = new int[100 * 100];
        Arrays.fill(ids, 4500, 5500, 9); // ten rows in the middle
        Shot.Still still = new Shot.Still(RgbImage.of(100, 100, new byte[3 * 100 * 100]), LabelMap.of(100, 100, ids));
        Shot shot = new Shot(List.of(still, still), 9, Shot.Kind.CONTINUOUS);
        Look look = new Look(Look.Window.IMAGE, Look.Changes.MEDSAM2, 0.05);
        int whole = 0;
        for (int seed = 0; seed < 40; seed++) {
            float[] target = ClipCutter.cut(shot, look, 64, new SplittableRandom(seed))
                    .orElseThrow()
                    .frames()
                    .get(1)
                    .target();
            double sum = 0;
            for (float share : target) {
                sum += share;
            }
            whole += Math.abs(sum / 1024 - 0.1) < 0.01 ? 1 : 0;
        }
        assertThat(whole).isGreaterThan(20); // .72 are neither turned nor scaled
    }

    @Test
    void anObjectThatIsTooSmallAShareOfTheImageMakesNoClip() {
        int[] ids = new int[100 * 100];
        Arrays.fill(ids, 0, 1000, 9);
        Shot.Still still = new Shot.Still(RgbImage.of(100, 100, new byte[3 * 100 * 100]), LabelMap.of(100, 100, ids));
        Shot shot = new Shot(List.of(still, still), 9, Shot.Kind.HEAP);
        assertThat(cut(shot, 0.1001)).isEmpty();
        assertThat(cut(shot, 0.1)).isPresent();
    }

    private static Optional<ClipSample> cut(Shot shot, double least) {
        Look look = new Look(Look.Window.IMAGE, Look.Changes.MEDSAM2, least);
        return ClipCutter.cut(shot, look, 64, new SplittableRandom(1));
    }
}
