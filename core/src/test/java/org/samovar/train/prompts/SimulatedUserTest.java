package org.samovar.train.prompts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.Box;
import org.samovar.geometry.Size;
import org.samovar.image.Mask;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.Polarity;
import org.samovar.train.prompts.SimulatedUser.Style;

class SimulatedUserTest {
    private static final Size SIZE = new Size(40, 30);
    private final Mask object = Mask.rectangle(SIZE, new Box(5, 5, 15, 25));
    private final SimulatedUser user = new SimulatedUser(new SplittableRandom(1), Style.NATURAL, 0.1);

    private static boolean hits(PointPrompt click, Mask mask) {
        return mask.get((int) click.point().x(), (int) click.point().y());
    }

    @Test
    void clicksAreInTheObject() {
        for (int i = 0; i < 50; i++) {
            PointPrompt click = user.click(object).orElseThrow();
            assertThat(click.polarity()).isEqualTo(Polarity.POSITIVE);
            assertThat(hits(click, object)).isTrue();
        }
    }

    @Test
    void boxesMoveByNoMoreThanTheJitter() {
        for (int i = 0; i < 50; i++) {
            Box box = user.box(object).orElseThrow();
            assertThat(box.x0()).isBetween(4.0, 6.0);
            assertThat(box.x1()).isBetween(14.0, 16.0);
            assertThat(box.y0()).isBetween(3.0, 7.0);
            assertThat(box.y1()).isBetween(23.0, 27.0);
        }
    }

    @Test
    void correctionsAreWhereTheMaskIsWrong() {
        Mask tooFar = Mask.rectangle(SIZE, new Box(5, 5, 35, 25));
        Mask tooLittle = Mask.rectangle(SIZE, new Box(5, 5, 6, 25));
        for (int i = 0; i < 50; i++) {
            PointPrompt back = user.correction(object, tooFar).get(0).orElseThrow();
            assertThat(back.polarity()).isEqualTo(Polarity.NEGATIVE);
            assertThat(hits(back, tooFar.minus(object))).isTrue();
            PointPrompt more = user.correction(object, tooLittle).get(0).orElseThrow();
            assertThat(more.polarity()).isEqualTo(Polarity.POSITIVE);
            assertThat(hits(more, object.minus(tooLittle))).isTrue();
        }
    }

    @Test
    void aRightMaskNeedsNoCorrection() {
        for (int i = 0; i < 10; i++) {
            assertThat(user.correction(object, object).get(0)).isEmpty();
        }
    }

    @Test
    void medicosamCorrectsWithAPairAndItsBoxesOnlyGrow() {
        SimulatedUser medicosam = new SimulatedUser(new SplittableRandom(2), Style.MEDICOSAM, 0.025);
        Mask everything = Mask.empty(SIZE).inverse();
        for (int i = 0; i < 50; i++) {
            Box box = medicosam.box(object).orElseThrow();
            assertThat(box.x0()).isBetween(4.75, 5.0);
            assertThat(box.y1()).isBetween(25.0, 25.5);
            for (Mask mask : List.of(object, everything, Mask.empty(SIZE))) {
                List<Optional<PointPrompt>> pair = medicosam.correction(object, mask);
                assertThat(pair).hasSize(medicosam.clicksPerCorrection());
                assertThat(hits(pair.get(0).orElseThrow(), object)).isTrue();
                assertThat(pair.get(1).orElseThrow().polarity()).isEqualTo(Polarity.NEGATIVE);
                assertThat(hits(pair.get(1).orElseThrow(), object)).isFalse();
            }
            PointPrompt beside = medicosam.correction(object, object).get(1).orElseThrow();
            assertThat(beside.point().x()).isBetween(2.0, 17.0);
        }
    }
}
