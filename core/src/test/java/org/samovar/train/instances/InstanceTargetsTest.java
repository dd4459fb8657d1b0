package org.samovar.train.instances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.samovar.image.LabelMap;
import org.samovar.predict.instances.InstanceMaps;

class InstanceTargetsTest {
    private static final Offset<Float> EXACT = within(1e-6f);
    private static final int SIDE = 15;

    private interface Ids {
        int at(int x, int y);
    }

    private static LabelMap map(Ids ids) {
        int[] out = new int[SIDE * SIDE];
        for (int i = 0; i < out.length; i++) {
            out[i] = ids.at(i % SIDE, i / SIDE);
        }
        return LabelMap.of(SIDE, SIDE, out);
    }

    private static boolean isIn(int x, int y, int from, int to) {
        return x >= from && x < to && y >= from && y < to;
    }

    private static float at(float[] values, int x, int y) {
        return values[y * SIDE + x];
    }

    @Test
    void aSquareIsZeroInTheMiddleAndOneAtItsBoundaryAndOutside() {
        InstanceMaps maps = InstanceTargets.of(map((x, y) -> isIn(x, y, 3, 10) ? 5 : 0));
        assertThat(at(maps.foreground(), 3, 3)).isEqualTo(1);
        assertThat(at(maps.foreground(), 2, 3)).isZero();
        assertThat(at(maps.toCentre(), 6, 6)).isZero();
        assertThat(at(maps.toCentre(), 9, 9)).isCloseTo(1, EXACT);
        assertThat(at(maps.toCentre(), 6, 3)).isCloseTo((float) Math.sqrt(0.5), EXACT);
        assertThat(at(maps.toCentre(), 0, 0)).isEqualTo(1);
        assertThat(at(maps.toBoundary(), 6, 6)).isZero();
        assertThat(at(maps.toBoundary(), 6, 4)).isCloseTo(2 / 3f, EXACT);
        assertThat(at(maps.toBoundary(), 6, 3)).isCloseTo(1, EXACT);
        assertThat(at(maps.toBoundary(), 0, 0)).isEqualTo(1);
    }

    @Test
    void whereAnObjectLeavesTheImageItHasNoBoundary() {
        InstanceMaps maps = InstanceTargets.of(map((x, y) -> x < 8 ? 1 : 0));
        assertThat(at(maps.toBoundary(), 0, 0)).isZero();
        assertThat(at(maps.toBoundary(), 7, 0)).isCloseTo(1, EXACT);
        InstanceMaps everywhere = InstanceTargets.of(map((x, y) -> 1));
        assertThat(everywhere.toBoundary()).containsOnly(0);
    }

    @Test
    void touchingObjectsHaveABoundaryBetweenThem() {
        InstanceMaps maps = InstanceTargets.of(map((x, y) -> x < 7 ? 1 : 2));
        assertThat(at(maps.toBoundary(), 6, 7)).isCloseTo(1, EXACT);
        assertThat(at(maps.toBoundary(), 7, 7)).isCloseTo(1, EXACT);
        assertThat(at(maps.toBoundary(), 14, 7)).isZero();
    }

    @Test
    void theCentreOfARingIsWhereItIsDeepest() {
        InstanceMaps maps = InstanceTargets.of(map((x, y) -> isIn(x, y, 1, 14) && !isIn(x, y, 4, 11) ? 1 : 0));
        assertThat(at(maps.foreground(), 7, 7)).isZero();
        for (int i = 0; i < SIDE * SIDE; i++) {
            if (maps.toCentre()[i] == 0) {
                assertThat(maps.foreground()[i]).isEqualTo(1);
                assertThat(maps.toBoundary()[i]).isZero();
                return;
            }
        }
        throw new AssertionError("no pixel is the centre");
    }

    @Test
    void partsThatDoNotTouchAreObjectsAndSpecksAreBackground() {
        InstanceMaps maps = InstanceTargets.of(map((x, y) -> isIn(x, y, 0, 5) || isIn(x, y, 7, 13) || x == 14 ? 1 : 0));
        assertThat(at(maps.toCentre(), 2, 2)).isZero();
        assertThat(at(maps.toBoundary(), 10, 10)).isZero();
        assertThat(at(maps.foreground(), 14, 0)).isZero();
    }
}
