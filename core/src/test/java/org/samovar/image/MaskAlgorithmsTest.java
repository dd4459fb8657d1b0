package org.samovar.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.samovar.geometry.Box;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;

class MaskAlgorithmsTest {
    @Test
    void cocoCountsRunDownTheColumnsAndBeginWithBackground() {
        Mask mask = parse("##.", "#..");

        assertThat(RunLengthMask.of(mask).cocoCounts()).containsExactly(0, 3, 3);
        assertThat(RunLengthMask.of(mask.inverse()).cocoCounts()).containsExactly(3, 3);
    }

    @Test
    void countsThatDoNotFillTheImageAreRefused() {
        assertThatThrownBy(() -> RunLengthMask.ofCocoCounts(new Size(3, 2), new int[] {2, 5}))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("counts 7 pixels");
        assertThatThrownBy(() -> RunLengthMask.ofCocoCounts(new Size(3, 2), new int[] {-1, 7}))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("negative");
    }

    @Test
    void theDeepestPointOfADiscIsItsCentre() {
        Mask disc = Mask.where(new Size(50, 40), (x, y) -> Math.hypot(x - 30, y - 17) <= 9);

        assertThat(DistanceTransform.of(disc).deepest()).hasValue(new ImagePoint(30, 17));
    }

    @Test
    void theBorderOfTheImageCountsAsOutside() {
        Mask whole = Mask.empty(new Size(7, 7)).inverse();

        assertThat(DistanceTransform.of(whole).distance(0, 3)).isEqualTo(1);
        assertThat(DistanceTransform.of(whole).deepest()).hasValue(new ImagePoint(3, 3));
    }

    @Test
    void ofSeveralDeepestPointsTheFirstRowByRowIsTaken() {
        Mask square = Mask.rectangle(new Size(10, 10), new Box(2, 2, 6, 6));

        assertThat(DistanceTransform.of(square).deepest()).hasValue(new ImagePoint(3, 3));
    }

    @Test
    void diagonalNeighboursAreOneComponentOfEightAndTwoOfFour() {
        Mask diagonal = parse("#.", ".#");

        assertThat(ConnectedComponents.of(diagonal, Connectivity.EIGHT).ids()).containsExactly(1);
        assertThat(ConnectedComponents.of(diagonal, Connectivity.FOUR).ids()).containsExactly(1, 2);
    }

    @Test
    void partsOfAClassBecomeObjectsOfTheirOwn() {
        LabelMap classes = LabelMap.of(5, 1, new int[] {3, 3, 1, 0, 3});

        assertThat(ConnectedComponents.of(classes, Connectivity.EIGHT).labels()).containsExactly(1, 1, 2, 0, 3);
    }

    @Test
    void aHoleIsFilledAndABayIsNot() {
        Mask mask = parse("#####", "#.#..", "#####");

        assertThat(Regions.fillHoles(mask)).isEqualTo(parse("#####", "###..", "#####"));
    }

    @Test
    void onlyHolesBelowTheLimitAreFilled() {
        Mask mask = parse("######", "#.#..#", "######");

        assertThat(Regions.fillSmallHoles(mask, 2)).isEqualTo(parse("######", "###..#", "######"));
        assertThat(Regions.fillSmallHoles(mask, 1)).isEqualTo(mask);
    }

    @Test
    void smallIslandsGoButNotTheLastOne() {
        Mask mask = parse("##...", "##..#");

        assertThat(Regions.removeSmallIslands(mask, 2)).isEqualTo(parse("##...", "##..."));
        assertThat(Regions.removeSmallIslands(mask, 100)).isEqualTo(parse("##...", "##..."));
        assertThat(Regions.removeSmallIslands(Mask.empty(new Size(3, 3)), 9).isEmpty())
                .isTrue();
    }

    @Test
    void waterFromTwoMarkersMeetsOnTheRidge() {
        float[] valleys = {0, 1, 2, 9, 2, 1, 0};
        LabelMap markers = LabelMap.of(7, 1, new int[] {4, 0, 0, 0, 0, 0, 9});
        Mask everywhere = Mask.empty(new Size(7, 1)).inverse();

        LabelMap flooded = Watershed.flood(valleys, markers, everywhere, Connectivity.FOUR);

        assertThat(flooded.labels()).containsExactly(4, 4, 4, 4, 9, 9, 9);
    }

    @Test
    void otsuSeparatesTwoGroupsOfValues() {
        float[] values = {1, 2, 3, 2, 100, 102, 98, 101};

        assertThat(Otsu.threshold(values)).isEqualTo(3);
    }

    @Test
    void otsuOfOneValueLeavesNothingAbove() {
        float[] values = {7, 7, 7};

        assertThat(Mask.above(3, 1, values, Otsu.threshold(values)).isEmpty()).isTrue();
    }

    @Test
    void otsuLeavesNaNOut() {
        float[] values = {Float.NaN, 1, 1, 9, Float.POSITIVE_INFINITY};

        assertThat(Otsu.threshold(values)).isEqualTo(1);
    }

    @Test
    void neighbouringLabelsHaveColoursFarApart() {
        assertThat(Palette.rgb(0)).isZero();
        for (int id = 1; id <= 256; id++) {
            for (int other = 1; other < id; other++) {
                assertThat(Palette.rgb(id)).isNotEqualTo(Palette.rgb(other));
            }
        }
        assertThat(Palette.rgb(257)).isEqualTo(Palette.rgb(1));
    }

    private static Mask parse(String... rows) {
        return Mask.where(new Size(rows[0].length(), rows.length), (x, y) -> rows[y].charAt(x) == '#');
    }
}
