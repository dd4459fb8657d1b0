package org.samovar.fiji.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import java.awt.event.KeyEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.catalog.training.Aim;
import org.samovar.catalog.training.PromptedPlan;
import org.samovar.catalog.training.TrainingPlan;
import org.samovar.fiji.SmallFiles;
import org.samovar.fiji.model.FakeModels;
import org.samovar.fiji.model.ModelHost;
import org.samovar.geometry.UserError;
import org.samovar.train.RunFolder;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.LabelKind;
import org.samovar.train.data.Split;

class TrainJobTest {
    @TempDir
    private Path folder;

    private final FakeModels models = new FakeModels();

    @AfterEach
    void releaseEscape() {
        IJ.resetEscape();
    }

    private TrainOptions options(String system, LabelMeaning labels, TrainOptions.Earlier earlier) {
        return new TrainOptions(
                system, "", folder.resolve("cells").toString(), labels, 2, run().toString(), " ", earlier);
    }

    private Path run() {
        return folder.resolve("run");
    }

    private void train(String system, LabelMeaning labels) {
        train(options(system, labels, TrainOptions.Earlier.GO_ON));
    }

    private void train(TrainOptions options) {
        new TrainJob(new ModelHost(models), options).run();
    }

    private void examples(int count) {
        for (int i = 0; i < count; i++) {
            SmallFiles.example(folder.resolve("cells"), "cell" + i, 1 + i);
        }
    }

    private Dataset described() {
        return Dataset.open(run().resolve("training-data/cells"));
    }

    @Test
    void aFolderThatNobodyDescribedIsDescribedForTheSystem() throws IOException {
        examples(5);
        train("medicosam-semantic-laptop", LabelMeaning.AUTO);
        Dataset described = described();
        assertThat(described.info().kind()).isEqualTo(LabelKind.CLASSES);
        assertThat(described.info().classes()).containsOnlyKeys(1, 2, 3, 4, 5);
        assertThat(described.items(Split.TRAIN)).hasSize(4);
        assertThat(described.items(Split.VALIDATION)).hasSize(1);
        assertThat(models.log).containsExactly("train medicosam-semantic-laptop from nothing");
        // nothing is added to what is the user's
        try (var files = Files.list(folder.resolve("cells"))) {
            assertThat(files).extracting(file -> file.getFileName().toString()).containsOnly("images", "labels");
        }
    }

    @Test
    void theUserSaysWhatLabelsAre() {
        examples(4);
        train("medicosam-semantic-laptop", LabelMeaning.FOREGROUND);
        assertThat(described().info().kind()).isEqualTo(LabelKind.BINARY);
    }

    @Test
    void objectsHaveNumbersOfTheirOwnForSystemsThatTakePrompts() {
        examples(4);
        train("medicosam-instances-laptop", LabelMeaning.AUTO);
        assertThat(described().info().kind()).isEqualTo(LabelKind.INSTANCES);
    }

    @Test
    void aRunGoesOnWithTheFolderThatItBeganWithAndNoOther() throws IOException {
        examples(4);
        train("medicosam-instances-laptop", LabelMeaning.AUTO);
        // what comes later is not learned from
        SmallFiles.example(folder.resolve("cells"), "later", 1);
        train("medicosam-instances-laptop", LabelMeaning.AUTO);
        assertThat(Files.readString(new RunFolder(run()).state())).isEqualTo("6");
        assertThat(described().items()).hasSize(4);
        SmallFiles.example(folder.resolve("elsewhere/cells"), "cell0", 1);
        TrainOptions other = new TrainOptions(
                "medicosam-instances-laptop",
                "",
                folder.resolve("elsewhere/cells").toString(),
                LabelMeaning.AUTO,
                2,
                run().toString(),
                "",
                TrainOptions.Earlier.GO_ON);
        assertThatThrownBy(() -> train(other))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("learned from")
                .hasMessageContaining("elsewhere");
    }

    @Test
    void aRunThatIsThereIsLeftAloneWhereTheUserWantsItSo() throws IOException {
        examples(4);
        train("medicosam-instances-laptop", LabelMeaning.AUTO);
        TrainOptions again = options("medicosam-instances-laptop", LabelMeaning.AUTO, TrainOptions.Earlier.REFUSE);
        assertThatThrownBy(() -> train(again)).isInstanceOf(UserError.class).hasMessageContaining("There is a run in");
        assertThat(Files.readString(new RunFolder(run()).state())).isEqualTo("3");
    }

    @Test
    void weightsOfAnotherRunAreNeverWrittenOver() throws IOException {
        examples(4);
        Files.createDirectories(run());
        Files.writeString(run().resolve("best.safetensors"), "precious");
        assertThatThrownBy(() -> train("medicosam-instances-laptop", LabelMeaning.AUTO))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("best.safetensors");
        assertThat(models.log).isEmpty();
    }

    @Test
    void aTrainingThatDidNotBeginLeavesNothingInTheWayOfTheNext() {
        examples(4);
        models.isUntrainable = true;
        assertThatThrownBy(() -> train("medicosam-semantic-laptop", LabelMeaning.AUTO))
                .hasMessage("There is nothing to train on.");
        models.isUntrainable = false;
        train("medicosam-instances-laptop", LabelMeaning.AUTO);
        assertThat(described().info().kind()).isEqualTo(LabelKind.INSTANCES);
    }

    @Test
    void escapeEndsARunBetweenTwoIterationsAndKeepsIt() throws IOException {
        examples(4);
        TrainingTalk talk = new TrainingTalk(() -> {}, new LiveCurve(() -> 0, curves -> {}));
        IJ.setKeyDown(KeyEvent.VK_ESCAPE);
        talk.check();
        assertThat(talk.isStopped()).isTrue();
        TrainingPlan plan = options("unet-laptop", LabelMeaning.AUTO, TrainOptions.Earlier.GO_ON)
                .plan();
        models.train(new org.samovar.fiji.model.TrainingRun(plan, java.util.Optional.empty(), folder, run()), talk);
        assertThat(Files.readString(new RunFolder(run()).state())).isEqualTo("1");
        assertThat(talk.iterations()).isEqualTo(1);
    }

    @Test
    void theMinutesAreThoseOfTheWholeRun() {
        TrainingPlan plan = options("medicosam-simple-laptop", LabelMeaning.AUTO, TrainOptions.Earlier.GO_ON)
                .plan();
        assertThat(((PromptedPlan) plan).config().run().budget().minutes()).isEqualTo(2);
    }

    @Test
    void whatIsMissingIsSaidInTheUsersWords() {
        TrainOptions nowhere =
                new TrainOptions("unet-laptop", "", "", LabelMeaning.AUTO, 0, " ", "", TrainOptions.Earlier.GO_ON);
        assertThatThrownBy(() -> train(nowhere)).hasMessage("There is no folder for the weights.");
        TrainOptions unlabelled = new TrainOptions(
                "unet-laptop", "", "", LabelMeaning.AUTO, 0, run().toString(), "", TrainOptions.Earlier.GO_ON);
        assertThatThrownBy(() -> train(unlabelled)).hasMessage("No image is open together with its labels.");
        assertThatThrownBy(() -> train("no-such", LabelMeaning.AUTO))
                .hasMessage("There is no training config no-such.");
        assertThatThrownBy(() -> train("unet-laptop", LabelMeaning.AUTO)).hasMessageContaining("There is no folder");
        assertThatThrownBy(() -> new TrainOptions(
                        "unet-laptop", "", "", LabelMeaning.AUTO, -1, "", "", TrainOptions.Earlier.GO_ON))
                .hasMessageContaining("-1");
    }

    @Test
    void aFileSaysWhichCommandTakesIt() {
        assertThat(List.of(Aim.values()).stream().map(aim -> TrainJob.use(aim, "a b/best.safetensors")))
                .containsExactly(
                        "run(\"Segment with Prompts...\", \"model=[a b/best.safetensors]\");",
                        "run(\"Segment Instances...\", \"model=[a b/best.safetensors]\");",
                        "run(\"Segment Semantic...\", \"system=[a b/best.safetensors]\");",
                        "run(\"Segment with Support Set...\", \"model=[a b/best.safetensors]\");");
    }

    @Test
    void theFirstSystemIsOneOfThoseToChooseFrom() {
        assertThat(TrainOptions.systems()).contains(TrainOptions.FIRST, "unet-laptop", "sam2sgp-paper-3d");
    }
}
