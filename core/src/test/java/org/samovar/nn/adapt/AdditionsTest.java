package org.samovar.nn.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AdditionsTest {
    @Test
    void noPlaceIsAskedForTwiceWhetherSomethingIsAddedThereOrNot() {
        Place first = Place.of("blocks", 0, Site.AFTER_ATTENTION, 8);
        Additions nothing = Additions.none();

        assertThat(nothing.at(first).isEmpty()).isTrue();
        assertThat(nothing.at(Place.of("blocks", 1, Site.AFTER_ATTENTION, 8)).isEmpty())
                .isTrue();
        assertThatThrownBy(() -> nothing.at(first))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Two layers are at blocks.0.after_attention");
    }
}
