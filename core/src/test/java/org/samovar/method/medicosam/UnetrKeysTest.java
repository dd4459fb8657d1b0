package org.samovar.method.medicosam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samovar.testing.PublishedKeys;

class UnetrKeysTest {
    @ParameterizedTest
    @CsvSource({"medicosam_joint_unetr2d, 2", "microsam_instance_unetr2d, 3"})
    void everyKeyOfThePublishedDecoderHasItsPlaceAndShape(String name, int channels) {
        Map<String, String> published = PublishedKeys.of(name);
        assertThat(PublishedKeys.of(new UnetrDecoder(256, channels))).isEqualTo(published);
    }
}
