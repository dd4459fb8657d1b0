package org.samovar.predict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.Size;
import org.samovar.image.Mask;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.Polarity;
import org.samovar.prompt.PromptSet;

class MaskPointsTest {
    private static boolean isOn(Mask mask, PointPrompt click) {
        return mask.get((int) click.point().x(), (int) click.point().y());
    }

    @Test
    void clicksLieOnTheirSideOfTheMaskWithinItsBox() {
        Mask ring = Mask.where(new Size(60, 50), (x, y) -> {
            double r = Math.hypot(x - 30, y - 25);
            return r < 18 && r > 8;
        });
        PromptSet clicks = MaskPoints.of(ring);
        assertThat(clicks.points())
                .allSatisfy(click -> assertThat(isOn(ring, click)).isEqualTo(click.polarity() == Polarity.POSITIVE))
                .allSatisfy(click -> assertThat(ring.boundingBox().orElseThrow().contains(click.point()))
                        .isTrue());
        assertThat(clicks.points()).anySatisfy(click -> assertThat(click.point().distance(new ImagePoint(30, 25)))
                .isLessThan(2));
    }

    @Test
    void clicksOfAKindAreApart() {
        Mask bar = Pictures.rectangle(60, 20, 5, 5, 55, 15);
        PromptSet clicks = MaskPoints.of(bar);
        for (PointPrompt a : clicks.points()) {
            for (PointPrompt b : clicks.points()) {
                double apart = Math.max(
                        Math.abs(a.point().x() - b.point().x()),
                        Math.abs(a.point().y() - b.point().y()));
                assertThat(a.equals(b) || apart > 3).isTrue();
            }
        }
    }

    @Test
    void onePixelIsOneClick() {
        PromptSet clicks = MaskPoints.of(Pictures.rectangle(9, 9, 4, 3, 5, 4));
        assertThat(clicks).isEqualTo(PromptSet.of(PointPrompt.positive(4, 3)));
    }
}
