package org.samovar.catalog.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.samovar.train.data.LabelKind;

class TrainingPlanTest {
    private static TrainingPlan plan(String name) {
        return TrainingPlan.read(Path.of(name));
    }

    @Test
    void everyIncludedConfigIsAPlanThatGoesByItsName() {
        assertThat(TrainingPlan.included()).hasSizeGreaterThan(20).doesNotHaveDuplicates();
        for (String name : TrainingPlan.included()) {
            assertThat(plan(name).name()).isEqualTo(name);
        }
    }

    @Test
    void aPlanKnowsWhatItsFileWillBeGoodFor() {
        Map<String, Aim> aims = Map.of(
                "medicosam-interactive-laptop", Aim.PROMPTS,
                "medicosam-instances-laptop", Aim.OBJECTS,
                "medicosam-joint", Aim.PROMPTS,
                "unet-laptop", Aim.CLASSES,
                "sam2sgp-laptop", Aim.EXAMPLES);
        aims.forEach((name, aim) -> {
            assertThat(plan(name).aim()).as(name).isEqualTo(aim);
            assertThat(plan(name).takesPrompts()).as(name).isEqualTo(aim.labels() == LabelKind.INSTANCES);
        });
    }

    @Test
    void aPlanTakesAnotherDatasetAndAnotherBudget() {
        SemanticPlan other =
                (SemanticPlan) plan("medicosam-semantic-laptop").on("cells").within(2);
        assertThat(other.config().data().set()).isEqualTo("cells");
        assertThat(other.run().budget().minutes()).isEqualTo(2);
        assertThat(other.channels()).isEqualTo(3);
        assertThat(plan("sam2sgp-laptop").channels()).isEqualTo(1);
    }
}
