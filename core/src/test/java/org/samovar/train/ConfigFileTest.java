package org.samovar.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.UserError;

class ConfigFileTest {
    private static String nano() throws IOException {
        try (InputStream in = ConfigFile.class.getResourceAsStream("configs/nano.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void allIncludedConfigsMakeSense() {
        for (String name : ConfigFile.INCLUDED) {
            TrainConfig config = ConfigFile.read(Path.of(name));
            assertThat(config.name()).isEqualTo(name);
            assertThat(config.stage(0.999))
                    .isEqualTo(config.stages().get(config.stages().size() - 1));
        }
    }

    @Test
    void nanoLearnsFromNoSetThatForbidsIt() {
        assertThat(ConfigFile.included("nano").data().sets())
                .doesNotContain(
                        "glas",
                        "em_membranes",
                        "pap_smear",
                        "lung_xray",
                        "lesion_ct",
                        "biomedparse",
                        "hippocampus",
                        "prostate_mri",
                        "totalsegmentator");
    }

    @Test
    void aConfigIsTakenToOtherSetsAndAnotherBudget() {
        TrainConfig config = ConfigFile.included("medsam2-laptop");
        Budget budget = new Budget(2, 30, 1, 1, 4);
        TrainConfig other = config.on(List.of("mine")).within(budget);
        assertThat(other.data().sets()).containsExactly("mine");
        assertThat(other.data().slices()).isEqualTo(config.data().slices());
        assertThat(other.run().budget()).isEqualTo(budget);
        assertThat(other.on(config.data().sets()).within(config.run().budget())).isEqualTo(config);
    }

    @Test
    void stagesFollowTheBudget() {
        TrainConfig config = ConfigFile.included("nano");
        assertThat(config.stage(0).mostPrompts()).isEqualTo(1);
        assertThat(config.stage(0.5)).isEqualTo(config.stages().get(2));
        assertThat(config.share(36 * 60, 0)).isEqualTo(0.5);
        assertThat(config.share(0, 750_000)).isEqualTo(0.75);
    }

    @Test
    void unknownAndMissingNamesAreToldApart() throws IOException {
        String wrong = nano().replace("\"jitter\"", "\"jiter\"");
        assertThatThrownBy(() -> ConfigFile.parse(wrong, "x.json"))
                .isInstanceOf(UserError.class)
                .hasMessage("x.json: stages lacks jitter and has the unknown jiter.");
        String more = nano().replaceFirst("\\{", "{\"colour\": 1,");
        assertThatThrownBy(() -> ConfigFile.parse(more, "x.json")).hasMessage("x.json: it has the unknown colour.");
    }

    @Test
    void valuesOutOfRangeAreRefused() throws IOException {
        for (String[] change : new String[][] {
            {"\"denseShare\": 0.9", "\"denseShare\": 1.9"},
            {"\"sizes\": [192]", "\"sizes\": [100]"},
            {"\"batch\": 8", "\"batch\": 0"},
            {"\"rate\": 5e-4", "\"rate\": \"fast\""},
            {"\"minutes\": 72", "\"minutes\": -1"}
        }) {
            String wrong = nano().replace(change[0], change[1]);
            assertThat(wrong).isNotEqualTo(nano());
            assertThatThrownBy(() -> ConfigFile.parse(wrong, "x.json"))
                    .as(change[1])
                    .isInstanceOf(UserError.class);
        }
    }

    @Test
    void valuesOfAnotherKindAreNamed() throws IOException {
        refused("\"batch\": 8", "\"batch\": 1.5", "batch should be a whole number, not 1.5");
        refused("\"batch\": 8", "\"batch\": 3e9", "batch should be a whole number below 2^31, not 3e9");
        refused("\"batch\": 8", "\"batch\": \"many\"", "batch should be a whole number, not \"many\"");
        refused("\"rate\": 5e-4", "\"rate\": \"fast\"", "rate should be a number, not \"fast\"");
        refused("\"name\": \"nano\"", "\"name\": null", "name should be a text, not null");
        refused("\"sizes\": [192]", "\"sizes\": 192", "sizes should be a list in brackets, not 192");
        refused("\"BFLOAT16\"", "\"FLOAT8\"", "precision should be one of FLOAT32, BFLOAT16, FLOAT16, not \"FLOAT8\"");
    }

    private static void refused(String right, String wrong, String sentence) throws IOException {
        String config = nano().replace(right, wrong);
        assertThat(config).isNotEqualTo(nano());
        assertThatThrownBy(() -> ConfigFile.parse(config, "x.json")).hasMessage("x.json: " + sentence + ".");
    }

    @Test
    void whatIsNoConfigIsRefused() {
        assertThatThrownBy(() -> ConfigFile.parse("[]", "x")).hasMessage("x should be an object in braces.");
        assertThatThrownBy(() -> ConfigFile.read(Path.of("no-such-config"))).isInstanceOf(UserError.class);
    }
}
