package org.samovar.fiji.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.samovar.geometry.Size;
import org.samovar.prompt.Polarity;
import org.samovar.prompt.PromptText;

class GestureTest {
    private static final Size IMAGE = new Size(40, 30);

    private static String drawn(Stroke stroke, Polarity polarity, double... way) {
        Gesture gesture = new Gesture(stroke, polarity);
        for (int i = 0; i < way.length; i += 2) {
            gesture.add(way[i], way[i + 1]);
        }
        return gesture.prompt(IMAGE).map(PromptText::of).orElse("nothing");
    }

    @Test
    void aClickIsAboutThePixelUnderIt() {
        assertThat(PromptText.of(Gesture.click(3.9, 4.1, Polarity.NEGATIVE))).isEqualTo("point 3,4,-");
    }

    @Test
    void aBoxTakesInThePixelsOfItsCornersInAnyDirection() {
        assertThat(drawn(Stroke.BOX, Polarity.POSITIVE, 3.9, 4.1, 9, 9, 12.2, 8.5))
                .isEqualTo("box 3,4,13,9");
        assertThat(drawn(Stroke.BOX, Polarity.POSITIVE, 12.2, 8.5, 3.9, 4.1)).isEqualTo("box 3,4,13,9");
    }

    @Test
    void aBoxEndsAtTheEdgeOfTheImage() {
        assertThat(drawn(Stroke.BOX, Polarity.POSITIVE, 35, 25, 60, 50)).isEqualTo("box 35,25,40,30");
        assertThat(drawn(Stroke.BOX, Polarity.POSITIVE, 45, 25, 60, 50)).isEqualTo("nothing");
    }

    @Test
    void aScribbleGoesThroughPixelsOfTheImage() {
        assertThat(drawn(Stroke.SCRIBBLE, Polarity.POSITIVE, 3.2, 4, 3.7, 4.5, 5, 5, -3, 5))
                .isEqualTo("scribble + 3,4 5,5");
    }

    @Test
    void whatIsDrawnBesideTheObjectIsAlwaysAScribble() {
        assertThat(drawn(Stroke.BOX, Polarity.NEGATIVE, 3, 4, 5, 5)).isEqualTo("scribble - 3,4 5,5");
    }

    @Test
    void aLassoTakesInThePixelsWhoseCentreItGoesAround() {
        assertThat(drawn(Stroke.LASSO, Polarity.POSITIVE, 1, 1, 4, 1, 4, 3, 1, 3))
                .isEqualTo("mask 40x30 41-44 81-84");
        assertThat(drawn(Stroke.LASSO, Polarity.POSITIVE, 1, 1, 4, 1)).isEqualTo("nothing");
    }
}
