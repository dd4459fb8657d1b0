package org.samovar.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.Box;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.image.Mask;

class PromptSetTest {
    private static final Size IMAGE = new Size(100, 80);

    @Test
    void undoIsTheSetBefore() {
        PromptSet one = PromptSet.of(PointPrompt.positive(3, 4));
        PromptSet two = one.with(PointPrompt.negative(5, 6));

        assertThat(two.points()).hasSize(2);
        assertThat(two.previous()).hasValue(one);
        assertThat(one.previous()).hasValue(PromptSet.none());
        assertThat(PromptSet.none().previous()).isEmpty();
    }

    @Test
    void aSecondBoxTakesThePlaceOfTheFirstAndUndoBringsItBack() {
        PromptSet first = PromptSet.of(PointPrompt.positive(3, 4), new BoxPrompt(new Box(0, 0, 10, 10)));
        PromptSet second = first.with(new BoxPrompt(new Box(5, 5, 20, 20)));

        assertThat(second.box()).hasValue(new Box(5, 5, 20, 20));
        assertThat(second.prompts()).hasSize(2);
        assertThat(second.previous().orElseThrow().box()).hasValue(new Box(0, 0, 10, 10));
    }

    @Test
    void setsAreEqualWhenTheirPromptsAre() {
        PromptSet direct = PromptSet.of(PointPrompt.positive(3, 4));
        PromptSet replayed = PromptSet.of(PointPrompt.positive(3, 4), PointPrompt.negative(1, 1))
                .previous()
                .orElseThrow();

        assertThat(direct).isEqualTo(replayed).hasSameHashCodeAs(replayed);
    }

    @Test
    void aPointOutsideTheImageIsRefused() {
        assertThatThrownBy(() -> PromptSet.of(PointPrompt.positive(100, 4)).requireFits(IMAGE))
                .isInstanceOf(UserError.class)
                .hasMessage("The point 100,4 lies outside the image of 100 x 80 pixels.");
    }

    @Test
    void aBoxOutsideTheImageIsRefused() {
        assertThatThrownBy(
                        () -> PromptSet.of(new BoxPrompt(new Box(0, 80, 9, 99))).requireFits(IMAGE))
                .isInstanceOf(UserError.class)
                .hasMessage("The box 0,80,9,99 lies outside the image of 100 x 80 pixels.");
    }

    @Test
    void aBoxThatReachesBeyondTheImageIsTaken() {
        PromptSet set = PromptSet.of(new BoxPrompt(new Box(-5, 70, 9, 99)));

        assertThat(set.requireFits(IMAGE)).isSameAs(set);
    }

    @Test
    void aMaskOfAnotherSizeIsRefused() {
        assertThatThrownBy(() -> PromptSet.of(new MaskPrompt(Mask.empty(new Size(80, 100))))
                        .requireFits(IMAGE))
                .isInstanceOf(UserError.class)
                .hasMessage("The mask has 80 x 100 pixels, but the image has 100 x 80.");
    }

    @Test
    void anEmptyMaskIsRefused() {
        assertThatThrownBy(() -> PromptSet.of(new MaskPrompt(Mask.empty(IMAGE))).requireFits(IMAGE))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no foreground");
    }

    @Test
    void aScribbleOutsideTheImageIsRefused() {
        Scribble scribble = new Scribble(List.of(new ImagePoint(1, 1), new ImagePoint(1, 90)), Polarity.POSITIVE);

        assertThatThrownBy(() -> PromptSet.of(scribble).requireFits(IMAGE)).isInstanceOf(UserError.class);
    }

    @Test
    void aScribbleWithoutPointsIsRefused() {
        assertThatThrownBy(() -> new Scribble(List.of(), Polarity.POSITIVE)).isInstanceOf(UserError.class);
    }

    @Test
    void clicksAlongAScribbleLieAtEqualDistances() {
        Scribble corner = new Scribble(
                List.of(new ImagePoint(0, 0), new ImagePoint(6, 0), new ImagePoint(6, 6)), Polarity.NEGATIVE);

        assertThat(corner.points(3))
                .containsExactly(PointPrompt.negative(2, 0), PointPrompt.negative(6, 0), PointPrompt.negative(6, 4));
    }

    @Test
    void aScribbleOfOnePointIsOneClickOverAndOver() {
        Scribble dot = new Scribble(List.of(new ImagePoint(7, 7)), Polarity.POSITIVE);

        assertThat(dot.points(2)).containsExactly(PointPrompt.positive(7, 7), PointPrompt.positive(7, 7));
    }
}
