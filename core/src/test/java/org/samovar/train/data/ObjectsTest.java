package org.samovar.train.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.samovar.image.LabelMap;

class ObjectsTest {
    /** Class 1 twice (5 x 5 and 6 x 6, apart), class 2 once (5 x 4), class 1 as a speck. */
    private static LabelMap map() {
        int[] labels = new int[30 * 10];
        fill(labels, 0, 0, 5, 5, 1);
        fill(labels, 8, 0, 6, 6, 1);
        fill(labels, 14, 0, 5, 4, 2);
        fill(labels, 25, 5, 2, 2, 1);
        return LabelMap.of(30, 10, labels);
    }

    private static void fill(int[] labels, int x, int y, int width, int height, int id) {
        for (int j = y; j < y + height; j++) {
            for (int i = x; i < x + width; i++) {
                labels[j * 30 + i] = id;
            }
        }
    }

    @Test
    void partsOfAClassAreObjectsTheLargestFirst() {
        Objects objects = Objects.of(map(), LabelKind.CLASSES);
        assertThat(objects.all()).extracting(SegmentedObject::area).containsExactly(36, 25, 20);
        assertThat(objects.all()).extracting(SegmentedObject::label).containsExactly(1, 1, 2);
        assertThat(objects.mask(objects.all().get(2)).area()).isEqualTo(20);
        assertThat(objects.all().get(2).region().x()).isEqualTo(14);
    }

    @Test
    void anInstanceIsOneObjectEvenInPieces() {
        Objects objects = Objects.of(map(), LabelKind.INSTANCES);
        assertThat(objects.all()).extracting(SegmentedObject::area).containsExactly(65, 20);
    }

    @Test
    void theTwentyLargestAreTaken() {
        int[] labels = new int[100 * 30];
        for (int k = 0; k < 30; k++) {
            for (int i = 0; i < 25 + k; i++) {
                labels[k * 100 + i] = k + 1;
            }
        }
        Objects objects = Objects.of(LabelMap.of(100, 30, labels), LabelKind.INSTANCES);
        assertThat(objects.all()).hasSize(30);
        assertThat(objects.largest())
                .hasSize(20)
                .extracting(SegmentedObject::area)
                .startsWith(54)
                .endsWith(35);
    }
}
