package org.samovar.train.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.samovar.geometry.UserError;
import org.samovar.method.sam2sgp.Sam2Sgp;
import org.samovar.testing.PublishedKeys;
import org.samovar.train.Budget;
import org.samovar.train.ConfigFile;

class SupportConfigFileTest {
    static Iterable<String> included() {
        return SupportConfigFile.INCLUDED;
    }

    @ParameterizedTest
    @MethodSource("included")
    void anIncludedConfigNamesANetworkThatCanBeBuilt(String name) {
        SupportConfig config = SupportConfigFile.included(name);
        assertThat(config.name()).isEqualTo(name);
        assertThat(SupportConfigFile.describes(ConfigFile.json(Path.of(name), SupportConfigFile.INCLUDED)))
                .isTrue();
        assertThat(config.startingWeights()).isEqualTo(Optional.of(config.backbone()));
        Sam2Sgp network = new Sam2Sgp(SupportTask.spec(config).network());
        assertThat(network.input().size()).isEqualTo(config.size());
        assertThat(network.parameters().keySet().stream().filter(network::trains))
                .isNotEmpty();
    }

    /** Key by key; no weights are made. */
    @ParameterizedTest
    @CsvSource({"sam2-large, sam2_hiera_l", "sam2.1-large, sam2.1_hiera_l"})
    void everyKeyOfTheLargestPublishedFileHasItsPlaceInTheNetwork(String backbone, String published) {
        JsonObject json = ConfigFile.json(Path.of("sam2sgp-paper"), SupportConfigFile.INCLUDED);
        json.addProperty("backbone", backbone);
        SupportConfig config = SupportConfigFile.read(json, "sam2sgp-paper");
        assertThat(config.startingWeights()).contains(backbone);
        Map<String, String> keys =
                PublishedKeys.of(new Sam2Sgp(SupportTask.spec(config).network()));
        assertThat(PublishedKeys.under("backbone.", keys)).isEqualTo(PublishedKeys.of(published));
    }

    @Test
    void aConfigCanBePutOnAnotherDatasetWithinAnotherBudget() {
        SupportConfig config = SupportConfigFile.included("sam2sgp-laptop");
        Budget budget = new Budget(3, 9, 1, 1, 0);
        SupportConfig changed = config.on("liver").within(budget);
        assertThat(changed.data().sets()).containsExactly("liver");
        assertThat(changed.run().budget()).isEqualTo(budget);
        assertThat(changed.episode()).isEqualTo(config.episode());
    }

    @Test
    void aBackboneWithoutAMemoryIsRefused() {
        SupportConfig config = SupportConfigFile.included("sam2sgp-laptop");
        SupportConfig other = new SupportConfig(
                config.name(),
                "sam-vit-b",
                config.weights(),
                config.size(),
                config.parts(),
                config.episode(),
                config.loss(),
                config.epoch(),
                config.seed(),
                config.precision(),
                config.graph(),
                config.data(),
                config.augmentation(),
                config.optimiser(),
                config.budget());
        assertThatThrownBy(() -> SupportTask.spec(other))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("sam-vit-b")
                .hasMessageContaining("memory");
    }
}
