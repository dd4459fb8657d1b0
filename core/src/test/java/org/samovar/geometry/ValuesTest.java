package org.samovar.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ValuesTest {
    @Test
    void aPointIsInsideWhereItsPixelIs() {
        Size size = new Size(10, 5);

        assertThat(new ImagePoint(0, 0).isInside(size)).isTrue();
        assertThat(new ImagePoint(9.4, 4.4).isInside(size)).isTrue();
        assertThat(new ImagePoint(9.5, 0).isInside(size)).isFalse();
        assertThat(new ImagePoint(0, -0.6).isInside(size)).isFalse();
    }

    @Test
    void aPointOfNaNIsRefused() {
        assertThatThrownBy(() -> new ImagePoint(Double.NaN, 1)).isInstanceOf(UserError.class);
    }

    @Test
    void anEmptySizeIsRefused() {
        assertThatThrownBy(() -> new Size(0, 7)).isInstanceOf(UserError.class).hasMessageContaining("0 x 7");
    }

    @Test
    void aSizeBeyondOneArrayIsRefused() {
        assertThatThrownBy(() -> new Size(1 << 16, 1 << 15)).isInstanceOf(UserError.class);
    }

    @Test
    void aRegionKnowsWhetherItIsInside() {
        assertThat(new Region(2, 3, 8, 2).isInside(new Size(10, 5))).isTrue();
        assertThat(new Region(3, 3, 8, 2).isInside(new Size(10, 5))).isFalse();
        assertThat(new Region(-1, 0, 3, 2).isInside(new Size(10, 5))).isFalse();
        assertThat(new Region(Integer.MAX_VALUE, 0, 3, 2).isInside(new Size(10, 5)))
                .isFalse();
    }

    @Test
    void aSpacingOfZeroIsRefused() {
        assertThatThrownBy(() -> Spacing.of(0, 1, "mm")).isInstanceOf(UserError.class);
    }
}
