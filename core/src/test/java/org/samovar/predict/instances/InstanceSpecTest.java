package org.samovar.predict.instances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.UserError;

class InstanceSpecTest {
    @Test
    void itComesBackFromTheMetadataOfAFile() {
        InstanceSpec spec =
                new InstanceSpec(Optional.of(96), Optional.of(192), new InstanceRule(0.6, 0.5, 0.5, 0.5, 0.8, 20));
        assertThat(InstanceSpec.of(spec.metadata())).isEqualTo(spec);
        assertThat(InstanceSpec.of(InstanceSpec.published().metadata())).isEqualTo(InstanceSpec.published());
    }

    @Test
    void aFileThatSaysNothingIsMicroSams() {
        assertThat(InstanceSpec.of(Map.of())).isEqualTo(InstanceSpec.published());
    }

    @Test
    void damagedMetadataAreRefusedInOneSentence() {
        assertThatThrownBy(() -> InstanceSpec.of(Map.of(InstanceSpec.KEY, "{\"view\": 7}")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("damaged");
        assertThatThrownBy(() -> new InstanceSpec(Optional.of(7), Optional.empty(), InstanceRule.published()))
                .isInstanceOf(UserError.class);
        assertThatThrownBy(() -> new InstanceSpec(Optional.empty(), Optional.of(100), InstanceRule.published()))
                .isInstanceOf(UserError.class);
    }
}
