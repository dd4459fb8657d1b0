package org.samovar.fiji.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelNamesTest {
    private static List<String> names(List<String> images, List<String> given) {
        LabelNames names = new LabelNames(images, given);
        return images.stream().map(image -> names.next(image, taken -> false)).toList();
    }

    @Test
    void anImageGivesItsNameWithoutTheEnding() {
        assertThat(names(List.of("a.b.png", "in/a.tif"), List.of()))
                .containsExactly("a.b-labels.tif", "in/a-labels.tif");
    }

    @Test
    void imagesThatDifferByTheirEndingKeepIt() {
        assertThat(names(List.of("a.png", "a.tif", "b.tif"), List.of()))
                .containsExactly("a.png-labels.tif", "a.tif-labels.tif", "b-labels.tif");
    }

    @Test
    void upperAndLowerCaseAreTheSameToSomeSystems() {
        assertThat(names(List.of("A.png", "a.tif"), List.of())).containsExactly("A.png-labels.tif", "a.tif-labels.tif");
        assertThat(names(List.of("a.png"), List.of("A-labels.tif"))).containsExactly("a-labels-2.tif");
    }

    @Test
    void whatIsStillTheSameGetsANumber() {
        assertThat(names(List.of("a.png", "a.png.tif", "a.tif"), List.of()))
                .containsExactly("a.png-labels.tif", "a.png-labels-2.tif", "a.tif-labels.tif");
        LabelNames names = new LabelNames(List.of("a.png"), List.of());
        assertThat(names.next("a.png", taken -> !taken.contains("4"))).isEqualTo("a-labels-4.tif");
    }
}
