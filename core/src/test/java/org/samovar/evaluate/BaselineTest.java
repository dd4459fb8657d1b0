package org.samovar.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.samovar.geometry.Box;
import org.samovar.geometry.Size;
import org.samovar.image.Mask;
import org.samovar.image.RgbImage;
import org.samovar.metric.Overlap;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.PromptSet;

class BaselineTest {
    private static final Size SIZE = new Size(80, 60);
    private static final Mask DISC = Mask.where(SIZE, (x, y) -> Math.hypot(x - 40, y - 30) < 12);
    private static final PromptSet BOX = PromptSet.of(new BoxPrompt(new Box(28, 18, 53, 43)));
    private static final PromptSet CLICK = PromptSet.of(PointPrompt.positive(40, 30));

    private static RgbImage disc(int inside, int outside) {
        byte[] gray = new byte[SIZE.pixels()];
        for (int i = 0; i < gray.length; i++) {
            gray[i] = (byte) (DISC.pixels()[i] ? inside : outside);
        }
        return RgbImage.gray(SIZE.width(), SIZE.height(), gray);
    }

    private static double dice(Baseline baseline, RgbImage image, PromptSet prompts) {
        try (Segmenter.Answers answers = baseline.open(image)) {
            return Overlap.dice(DISC, answers.answer(prompts));
        }
    }

    @Test
    void thresholdAndFloodingFindADiscInItsBoxWhetherBrightOrDark() {
        for (RgbImage image : new RgbImage[] {disc(200, 20), disc(20, 200)}) {
            assertThat(dice(Baseline.OTSU, image, BOX)).isGreaterThan(0.99);
            assertThat(dice(Baseline.WATERSHED, image, BOX)).isGreaterThan(0.9);
            assertThat(dice(Baseline.OTSU, image, CLICK)).isGreaterThan(0.7);
        }
    }

    @Test
    void theBoxFillsItself() {
        assertThat(dice(Baseline.BOX, disc(200, 20), BOX)).isBetween(0.8, 0.9);
    }

    @Test
    void everythingFindsTheOneDisc() {
        for (Baseline baseline : new Baseline[] {Baseline.OTSU, Baseline.WATERSHED}) {
            try (Segmenter.Answers answers = baseline.open(disc(200, 20))) {
                assertThat(answers.everything().ids()).hasSize(1);
            }
        }
    }
}
