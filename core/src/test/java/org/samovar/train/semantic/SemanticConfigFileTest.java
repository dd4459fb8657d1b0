package org.samovar.train.semantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.UserError;
import org.samovar.predict.semantic.SemanticNetworks;
import org.samovar.train.objective.Objectives;

class SemanticConfigFileTest {
    @Test
    void allIncludedConfigsAreOfSystemsThatCanBeTrained() {
        for (String name : SemanticConfigFile.INCLUDED) {
            SemanticConfig config = SemanticConfigFile.included(name);
            assertThat(config.name()).isEqualTo(name);
            assertThat(Objectives.of(SemanticNetworks.of(config.spec(List.of("one", "two")))))
                    .as(name)
                    .isNotNull();
        }
    }

    @Test
    void aSlipOfThePenIsNamed() {
        refused("\"foreground\"", "\"forground\"", "data lacks foreground and has the unknown forground.");
        refused(
                "\"POLY\"",
                "\"LINEAR\"",
                "schedule should be one of COSINE, STEP, POLY, PLATEAU, CONSTANT, not \"LINEAR\".");
        refused(", \"power\": 0.9", "", "The training config makes no sense: POLY lacks power.");
        refused("\"momentum\": 0.9, ", "", "The training config makes no sense: SGD lacks momentum.");
        refused("\"batch\": 2", "\"batch\": 0", "The training config makes no sense: batch 0.");
        refused("\"frozen\": []", "\"frozen\": [\"\"]", "The training config makes no sense: everything is frozen.");
        refused(
                "\"depth\": 12",
                "\"depth\": 0",
                "patch makes no sense: A patch of 1 modalities and 0 x 12 x 12 is empty.");
    }

    @Test
    void weightsComeFromTheBackboneUnlessTheConfigSaysOtherwise() {
        String backbone = "\"system\": \"masksam\", \"backbone\": \"sam-vit-b\"";
        String json = Balls.volumeConfig(1).replace("\"system\": \"unet\"", backbone);
        assertThat(Balls.config(Balls.volumeConfig(1)).startingWeights()).isEmpty();
        assertThat(Balls.config(json).startingWeights()).contains("sam-vit-b");
        assertThat(Balls.config(json.replace("\"frozen\"", "\"weights\": \"mine.pth\", \"frozen\""))
                        .startingWeights())
                .contains("mine.pth");
        assertThat(Balls.config(json.replace("\"frozen\"", "\"weights\": \"random\", \"frozen\""))
                        .startingWeights())
                .isEmpty();
    }

    @Test
    void anotherBudgetOrDatasetChangesNothingElse() {
        SemanticConfig config = Balls.config(Balls.volumeConfig(7));
        SemanticConfig other = Balls.config(Balls.volumeConfig(9).replace("\"set\": \"balls\"", "\"set\": \"cubes\""));
        assertThat(config.within(other.budget()).on("cubes")).isEqualTo(other);
    }

    private static void refused(String right, String wrong, String sentence) {
        String json = Balls.volumeConfig(1);
        assertThat(json).contains(right);
        assertThatThrownBy(() -> Balls.config(json.replace(right, wrong)))
                .isInstanceOf(UserError.class)
                .hasMessage("balls.json: " + sentence);
    }
}
