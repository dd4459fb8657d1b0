package org.samovar.model.sam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.samovar.testing.PublishedKeys;

class SamKeysTest {
    static Stream<Arguments> published() {
        return Stream.of(
                Arguments.of("sam_vit_b", SamConfig.vitB()),
                Arguments.of("sam_vit_l", SamConfig.vitL()),
                Arguments.of("sam_vit_h", SamConfig.vitH()));
    }

    @ParameterizedTest
    @MethodSource("published")
    void everyKeyOfThePublishedFileHasItsPlaceAndShape(String name, SamConfig config) {
        assertThat(PublishedKeys.of(new Sam(config))).isEqualTo(PublishedKeys.of(name));
    }
}
