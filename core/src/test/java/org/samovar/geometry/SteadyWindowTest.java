package org.samovar.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SteadyWindowTest {
    private static final Size IMAGE = new Size(200, 200);
    private static final Box WINDOW = new Box(50, 50, 150, 150);

    private static boolean stays(Box window, Box object) {
        double half = SteadyWindow.AROUND * Math.max(object.width(), object.height()) / 2;
        ImagePoint c = object.center();
        Box fresh = new Box(c.x() - half, c.y() - half, c.x() + half, c.y() + half);
        return SteadyWindow.suits(window, fresh, object, IMAGE);
    }

    @Test
    void itStaysWhileTheObjectIsWellInside() {
        assertThat(stays(WINDOW, new Box(70, 70, 130, 130))).isTrue();
        assertThat(stays(WINDOW, new Box(56, 70, 130, 144))).isTrue();
    }

    @Test
    void itMovesWhereTheObjectComesNearToAnyOfItsEdges() {
        assertThat(stays(WINDOW, new Box(52, 70, 130, 130))).isFalse();
        assertThat(stays(WINDOW, new Box(70, 52, 130, 130))).isFalse();
        assertThat(stays(WINDOW, new Box(70, 70, 148, 130))).isFalse();
        assertThat(stays(WINDOW, new Box(70, 70, 130, 160))).isFalse();
    }

    @Test
    void theEdgeOfTheImageIsNoReasonToMove() {
        assertThat(stays(new Box(0, 100, 100, 200), new Box(0, 140, 60, 200))).isTrue();
        assertThat(stays(new Box(-10, 100, 90, 200), new Box(0, 140, 60, 200))).isTrue();
    }

    @Test
    void itMovesWhereTheObjectIsFarTooSmallInIt() {
        assertThat(stays(WINDOW, new Box(80, 80, 120, 100))).isTrue();
        assertThat(stays(WINDOW, new Box(80, 80, 110, 100))).isFalse();
    }
}
