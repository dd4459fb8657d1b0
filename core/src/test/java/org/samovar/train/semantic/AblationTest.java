package org.samovar.train.semantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samovar.geometry.UserError;
import org.samovar.predict.semantic.SemanticNetworks;
import org.samovar.train.Ablation;
import org.samovar.train.ConfigFile;
import org.samovar.train.support.SupportConfigFile;

class AblationTest {
    @ParameterizedTest
    @ValueSource(strings = {"masksam-ablation", "rfmedsam2-ablation"})
    void allVariantsOfPromptFreeSystemsCanBeBuiltAndDiffer(String name) {
        List<SemanticConfig> configs = Ablation.included(name).configs().stream()
                .map(json -> SemanticConfigFile.read(json, name))
                .toList();

        assertThat(configs).extracting(SemanticConfig::name).doesNotHaveDuplicates();
        assertThat(configs).extracting(SemanticConfig::options).doesNotHaveDuplicates();
        assertThat(configs).allSatisfy(config -> assertThat(SemanticNetworks.of(config.spec(List.of("one"))))
                .isNotNull());
    }

    @Test
    void theVariantsOfSam2SgpDifferInOnePartEach() {
        Ablation ablation = Ablation.included("sam2sgp-ablation");
        List<JsonObject> configs = ablation.configs();

        assertThat(configs)
                .allSatisfy(json ->
                        assertThat(SupportConfigFile.read(json, "it").name()).startsWith("sgp"));
        assertThat(configs.stream().map(json -> without(json, "name"))).doesNotHaveDuplicates();
        assertThat(without(configs.get(0), "name")).isEqualTo(without(included("sam2sgp-laptop"), "name"));
    }

    @Test
    void theLastRowOfMaskSamIsTheWholeSystem() {
        List<JsonObject> configs = Ablation.included("masksam-ablation").configs();
        JsonObject laptop = included("masksam-laptop");

        assertThat(configs).hasSize(9);
        assertThat(configs.get(8).get("name").getAsString()).isEqualTo("B9");
        assertThat(configs.get(8).get("options")).isEqualTo(laptop.get("options"));
        assertThat(generator(configs.get(0)).get("widths"))
                .isEqualTo(generator(laptop).get("widths"));
    }

    @Test
    void anAblationThatIsNotIncludedIsNamed() {
        assertThatThrownBy(() -> Ablation.included("other"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("other");
    }

    @Test
    void aVariantIsFoundByItsNameAlone() {
        Ablation box = Ablation.find(Path.of("masksam-ablation", "B2")).orElseThrow();
        assertThat(box.variants()).singleElement().extracting("name").isEqualTo("B2");
        assertThat(Ablation.find(Path.of("masksam-ablation")).orElseThrow().variants())
                .hasSize(9);
        assertThat(Ablation.find(Path.of("unet-laptop"))).isEmpty();
        assertThat(Ablation.find(Path.of("folder", "B2"))).isEmpty();
        assertThatThrownBy(() -> Ablation.find(Path.of("masksam-ablation", "B10")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("B10");
    }

    private static JsonObject included(String name) {
        return ConfigFile.json(Path.of(name), List.of(name));
    }

    private static JsonObject generator(JsonObject config) {
        return config.getAsJsonObject("options").getAsJsonObject("generator");
    }

    private static JsonObject without(JsonObject json, String name) {
        JsonObject out = json.deepCopy();
        out.remove(name);
        return out;
    }
}
