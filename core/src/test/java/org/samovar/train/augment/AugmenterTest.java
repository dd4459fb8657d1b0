package org.samovar.train.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.samovar.image.Image;
import org.samovar.image.LabelMap;
import org.samovar.train.data.DatasetInfo;
import org.samovar.train.data.DatasetInfo.Completeness;
import org.samovar.train.data.LabelKind;

class AugmenterTest {
    private static final Augmenter.Choice CHOICE = new Augmenter.Choice(0.2, 0.2, 0.12, 0.8);

    private static DatasetInfo info(Completeness completeness) {
        return new DatasetInfo("test", LabelKind.INSTANCES, Map.of(), completeness, "");
    }

    /** A bright square of 20 pixels on black, at (30, 10) of a 100 x 60 image. */
    private static TrainingImage square() {
        byte[] pixels = new byte[6000];
        int[] labels = new int[6000];
        for (int y = 10; y < 30; y++) {
            for (int x = 30; x < 50; x++) {
                pixels[y * 100 + x] = (byte) 255;
                labels[y * 100 + x] = 7;
            }
        }
        return TrainingImage.of(Image.gray(100, 60, pixels), LabelMap.of(100, 60, labels), info(Completeness.COMPLETE));
    }

    @Test
    void aCentredViewShowsTheObjectAtItsShare() {
        TrainingImage image = square();
        TrainingSample sample = Augmenter.centred(image, image.objects().get(0), 0.5, 64);
        float[] target = sample.targets().get(0);
        double share = 0;
        for (int i = 0; i < target.length; i++) {
            share += target[i] / target.length;
            int x = 2 * (i % 32);
            int y = 2 * (i / 32);
            assertThat(sample.pixels()[y * 64 + x] > 0.5).isEqualTo(target[i] > 0.5);
        }
        assertThat(share).isCloseTo(0.25, within(0.001));
    }

    @Test
    void targetsAreWhereTheObjectIsInEveryView() {
        TrainingImage image = square();
        Augmenter augmenter = new Augmenter(CHOICE, 3);
        for (int seed = 0; seed < 40; seed++) {
            TrainingSample sample =
                    augmenter.sample(image, 64, new SplittableRandom(seed)).orElseThrow();
            assertThat(sample.targets()).hasSize(3);
            double area = 0;
            for (float t : sample.targets().get(0)) {
                assertThat(t).isBetween(0f, 1f);
                area += t;
            }
            assertThat(area).as("seed " + seed).isGreaterThan(3);
            for (float p : sample.pixels()) {
                assertThat(p).isBetween(0f, 1f);
            }
        }
    }

    @Test
    void theIdsOfAllObjectsComeAlongOnlyWhereNoneLacksItsLabel() {
        Augmenter augmenter = new Augmenter(CHOICE, 1);
        TrainingSample known =
                augmenter.sample(square(), 64, new SplittableRandom(2)).orElseThrow();
        int id = square().objects().get(0).id();
        assertThat(known.ids()).hasSize(32 * 32).containsOnly(0, id);
        for (int i = 0; i < known.ids().length; i++) {
            float share = known.targets().get(0)[i];
            assertThat(share).isBetween(known.ids()[i] == id ? 0.25f : 0, known.ids()[i] == id ? 1 : 0.75f);
        }
        TrainingImage some = TrainingImage.of(
                Image.gray(10, 10, new byte[100]), LabelMap.of(10, 10, new int[100]), info(Completeness.PARTIAL));
        assertThat(some.rest()).isEqualTo(TrainingImage.Rest.UNKNOWN);
        assertThat(square().rest()).isEqualTo(TrainingImage.Rest.BACKGROUND);
    }

    @Test
    void theSameSeedGivesTheSameSample() {
        Augmenter augmenter = new Augmenter(CHOICE, 2);
        TrainingSample a =
                augmenter.sample(square(), 64, new SplittableRandom(5)).orElseThrow();
        TrainingSample b =
                augmenter.sample(square(), 64, new SplittableRandom(5)).orElseThrow();
        assertThat(a.pixels()).containsExactly(b.pixels());
        assertThat(a.targets().get(1)).containsExactly(b.targets().get(1));
    }

    @Test
    void anImageWithoutObjectsGivesNoSample() {
        TrainingImage empty = TrainingImage.of(
                Image.gray(10, 10, new byte[100]), LabelMap.of(10, 10, new int[100]), info(Completeness.COMPLETE));
        Optional<TrainingSample> sample = new Augmenter(CHOICE, 1).sample(empty, 64, new SplittableRandom(1));
        assertThat(sample).isEmpty();
    }

    @Test
    void labelsEndAtTheBorderWhileTheImageMayGoOn() {
        View beyond = View.window(100, 30, 40, 40);
        int[] ids = beyond.sample(square().instances(), 8);
        assertThat(ids).containsOnly(0);
        float[] gray = beyond.sample(square().image(), 8, 51);
        assertThat(gray[7]).isCloseTo(0.2f, within(1e-6f));
    }

    @Test
    void aQuarterTurnMovesTheCornersOn() {
        View turned = View.window(5, 5, 4, 4).turned(Math.PI / 2);
        assertThat(turned.x(0, 0)).isCloseTo(7, within(1e-9));
        assertThat(turned.y(0, 0)).isCloseTo(3, within(1e-9));
        assertThat(turned.x(0.5, 0.5)).isCloseTo(5, within(1e-9));
    }
}
