package org.samovar.train.semantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.UserError;
import org.samovar.predict.semantic.SemanticNetworks;

class AblationTest {
    @Test
    void allVariantsOfAllIncludedAblationsCanBeBuiltAndDiffer() {
        for (String name : Ablation.INCLUDED) {
            Ablation ablation = Ablation.included(name);
            List<SemanticConfig> configs = ablation.configs();

            assertThat(configs).extracting(SemanticConfig::name).doesNotHaveDuplicates();
            assertThat(configs).extracting(SemanticConfig::options).doesNotHaveDuplicates();
            for (SemanticConfig config : configs) {
                assertThat(SemanticNetworks.of(config.spec(List.of("one"))))
                        .as(config.name())
                        .isNotNull();
            }
        }
    }

    @Test
    void theLastRowOfMaskSamIsTheWholeSystem() {
        List<SemanticConfig> configs = Ablation.included("masksam-ablation").configs();

        assertThat(configs).hasSize(9);
        assertThat(configs.get(8).options())
                .isEqualTo(SemanticConfigFile.included("masksam-laptop").options());
        assertThat(configs.get(0).options().getAsJsonObject("generator").get("widths"))
                .isEqualTo(configs.get(8).options().getAsJsonObject("generator").get("widths"));
    }

    @Test
    void anAblationThatIsNotIncludedIsNamed() {
        assertThatThrownBy(() -> Ablation.included("other"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("other");
    }
}
