package org.samovar.model.mobilesam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.samovar.testing.PublishedKeys;

class MobileSamKeysTest {
    @Test
    void everyKeyOfThePublishedFileHasItsPlaceAndShape() {
        assertThat(PublishedKeys.of(new MobileSam(MobileSamConfig.vitT())))
                .isEqualTo(PublishedKeys.of("mobile_sam_vit_t"));
    }
}
