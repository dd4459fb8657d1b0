package org.samovar.train.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.samovar.predict.semantic.SemanticNetworks;
import org.samovar.testing.PublishedKeys;
import org.samovar.train.ConfigFile;

/** The published files of the largest networks fit into each system that builds on them, key by key; no weights are made. */
class LargeBackbonesTest {
    private static final Map<String, String> LARGE = Map.of(
            "sam-vit-h", "sam_vit_h",
            "sam2-large", "sam2_hiera_l",
            "sam2.1-large", "sam2.1_hiera_l");

    static Stream<Arguments> systems() {
        return Stream.of(
                        "masksam-acdc-paper",
                        "masksam-amos-released",
                        "medicosam-semantic-paper",
                        "medicosam-3d-paper",
                        "rfmedsam2-paper")
                .flatMap(config -> LARGE.keySet().stream()
                        // a system with a memory builds on networks that have one
                        .filter(backbone -> !config.startsWith("rfmedsam2") || backbone.startsWith("sam2"))
                        .map(backbone -> Arguments.of(config, backbone)));
    }

    @ParameterizedTest
    @MethodSource("systems")
    void everyKeyOfThePublishedFileHasItsPlaceInTheSystem(String config, String backbone) {
        JsonObject json = ConfigFile.json(Path.of(config), SemanticConfigFile.INCLUDED);
        json.addProperty("backbone", backbone);
        SemanticConfig changed = SemanticConfigFile.read(json, config);
        assertThat(changed.startingWeights()).contains(backbone);
        Map<String, String> keys = PublishedKeys.of(
                SemanticNetworks.of(changed.spec(List.of("one", "two"))).layer());
        assertThat(PublishedKeys.under("backbone.", keys)).isEqualTo(PublishedKeys.of(LARGE.get(backbone)));
    }
}
