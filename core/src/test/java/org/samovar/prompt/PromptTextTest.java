package org.samovar.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samovar.geometry.Box;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.image.Mask;

class PromptTextTest {
    private static final Size IMAGE = new Size(64, 48);

    @Test
    void everyKindOfPromptIsReadAsItWasWritten() {
        List<Prompt> prompts = List.of(
                PointPrompt.positive(12, 8.5),
                PointPrompt.negative(-0.25, 8),
                new BoxPrompt(new Box(3, 4, 20.75, 30)),
                new Scribble(List.of(new ImagePoint(3, 4), new ImagePoint(5.5, 6)), Polarity.NEGATIVE),
                new Scribble(List.of(new ImagePoint(3, 4)), Polarity.POSITIVE),
                new MaskPrompt(Mask.rectangle(IMAGE, new Box(60, 3, 64, 9))));
        for (Prompt prompt : prompts) {
            assertThat(PromptText.parse(PromptText.of(prompt), IMAGE))
                    .as(PromptText.of(prompt))
                    .isEqualTo(prompt);
        }
    }

    @Test
    void promptsAreShort() {
        assertThat(PromptText.of(PointPrompt.positive(12, 8))).isEqualTo("point 12,8,+");
        assertThat(PromptText.of(new BoxPrompt(new Box(3, 4, 20, 30)))).isEqualTo("box 3,4,20,30");
        assertThat(PromptText.of(new Scribble(List.of(new ImagePoint(3, 4), new ImagePoint(5, 6)), Polarity.POSITIVE)))
                .isEqualTo("scribble + 3,4 5,6");
        assertThat(PromptText.of(new MaskPrompt(Mask.rectangle(IMAGE, new Box(2, 0, 5, 2)))))
                .isEqualTo("mask 64x48 2-5 66-69");
    }

    @Test
    void aPointWithoutASignIsOnTheObject() {
        assertThat(PromptText.parse(" point  12,8 ", IMAGE)).isEqualTo(PointPrompt.positive(12, 8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "point",
                "point 1",
                "point 1,2,3",
                "point 1,2 3,4",
                "point 1,b",
                "point NaN,1",
                "box 1,2,3",
                "box 9,9,1,1",
                "circle 1,2,3",
                "scribble",
                "scribble +",
                "scribble 1,2",
                "scribble + 1",
                "mask",
                "mask 64x48 5",
                "mask 64x48 9-5",
                "mask 64x48 5-9 7-12",
                "mask 64x48 3000-4000",
                "mask 64x48 99999999999999-1",
                "mask 48x64 1-2",
                "mask 99999x99999 1-2"
            })
    void whatIsNoPromptIsToldInWords(String text) {
        assertThatThrownBy(() -> PromptText.parse(text, IMAGE)).isInstanceOf(UserError.class);
    }
}
