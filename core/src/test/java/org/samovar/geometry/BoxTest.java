package org.samovar.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BoxTest {
    @Test
    void anEmptyBoxIsRefusedWithItsNumbersAndAHint() {
        assertThatThrownBy(() -> new Box(5, 2, 5, 9)).isInstanceOfSatisfying(UserError.class, e -> {
            assertThat(e).hasMessage("The box 5,2,5,9 is empty.");
            assertThat(e.hint()).hasValueSatisfying(hint -> assertThat(hint).contains("x1 greater than x0"));
        });
    }

    @Test
    void aBoxWithTurnedCornersIsRefused() {
        assertThatThrownBy(() -> new Box(9, 0, 5, 9)).isInstanceOf(UserError.class);
    }

    @Test
    void aBoxWithNaNIsRefused() {
        assertThatThrownBy(() -> new Box(0, Double.NaN, 5, 9))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no finite number");
    }

    @Test
    void anyTwoOppositeCornersMakeTheSameBox() {
        assertThat(Box.between(new ImagePoint(7, 1), new ImagePoint(2, 4))).isEqualTo(new Box(2, 1, 7, 4));
    }

    @Test
    void halfOverlappingBoxesHaveAThirdOfTheirUnionInCommon() {
        assertThat(new Box(0, 0, 2, 1).iou(new Box(1, 0, 3, 1))).isEqualTo(1.0 / 3);
    }

    @Test
    void boxesThatTouchHaveNothingInCommon() {
        Box left = new Box(0, 0, 2, 2);

        assertThat(left.intersect(new Box(2, 0, 4, 2))).isEmpty();
        assertThat(left.iou(new Box(2, 0, 4, 2))).isZero();
    }

    @Test
    void expandingKeepsTheCentre() {
        assertThat(new Box(2, 4, 4, 8).expand(1.5)).isEqualTo(new Box(1.5, 3, 4.5, 9));
    }

    @Test
    void clippingKeepsThePartWithinTheImage() {
        assertThat(new Box(-3, 5, 4, 90).clip(new Size(10, 8))).hasValue(new Box(0, 5, 4, 8));
        assertThat(new Box(10, 0, 12, 3).clip(new Size(10, 8))).isEmpty();
    }

    @Test
    void theRightAndBottomEdgesAreOutside() {
        Box box = new Box(1, 1, 3, 3);

        assertThat(box.contains(new ImagePoint(1, 1))).isTrue();
        assertThat(box.contains(new ImagePoint(3, 2))).isFalse();
    }

    @Test
    void thePixelsOfABoxAreAllThatItTouches() {
        assertThat(new Box(1.2, 2.9, 3.1, 4).pixels(new Size(10, 8))).hasValue(new Region(1, 2, 3, 2));
    }
}
