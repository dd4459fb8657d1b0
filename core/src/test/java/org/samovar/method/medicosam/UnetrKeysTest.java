package org.samovar.method.medicosam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samovar.testing.PublishedKeys;

class UnetrKeysTest {
    @ParameterizedTest
    @CsvSource({"medicosam_joint_unetr2d, 2", "microsam_instance_unetr2d, 3"})
    void everyKeyOfThePublishedDecoderHasItsPlaceAndShape(String name, int channels) {
        Map<String, String> published = PublishedKeys.of(name);
        assertThat(PublishedKeys.of(new UnetrDecoder(256, 64, new ImageHead(64, channels))))
                .isEqualTo(published);
    }

    @Test
    void forVolumesAllButTheOutputsHaveTheKeysOfThePublishedDecoder() {
        Map<String, String> published = PublishedKeys.of("medicosam_joint_unetr2d");
        published.keySet().removeIf(key -> key.startsWith("out_conv."));
        assertThat(PublishedKeys.of(new UnetrDecoder(256, 64, new VolumeHead(16, 64, 64, 3))))
                .containsAllEntriesOf(published)
                .containsEntry("fusion_3d.0.weight", "[64, 64, 3, 3, 3]")
                .containsEntry("fusion_3d.4.running_var", "[64]")
                .containsEntry("classifier.weight", "[3, 64, 1, 1, 1]")
                .hasSize(published.size() + 1 + 5 + 2 + 5 + 2);
    }
}
