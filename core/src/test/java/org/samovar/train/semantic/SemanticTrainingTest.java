package org.samovar.train.semantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.checkpoint.Checkpoints;
import org.samovar.checkpoint.StateDict;
import org.samovar.geometry.Axis;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.Volume;
import org.samovar.image.io.LabelVolumes;
import org.samovar.image.io.Volumes;
import org.samovar.nn.StoredWeights;
import org.samovar.predict.semantic.SemanticNetworks;
import org.samovar.predict.semantic.SemanticSpec;
import org.samovar.tensor.Tensor;
import org.samovar.train.Curves;
import org.samovar.train.Trainer;
import org.samovar.train.TrainingListener;

class SemanticTrainingTest {
    @TempDir
    private Path folder;

    private final List<String> heard = new ArrayList<>();

    private StateDict train(String json, Path into) {
        SemanticConfig config = Balls.config(json);
        SemanticTask task = SemanticTask.open(config, Optional.empty(), folder, heard::add);
        try (Trainer trainer = Trainer.open(task, config.run(), into, heard::add)) {
            trainer.run();
        }
        return Checkpoints.read(into.resolve("last.safetensors"));
    }

    private double score(Path run) throws IOException {
        List<String> lines = Files.readAllLines(run.resolve("validation.csv"));
        String last = lines.get(lines.size() - 1);
        return Double.parseDouble(last.substring(last.lastIndexOf(',') + 1));
    }

    @Test
    void aTinyNetworkLearnsToTellBallsApart() throws IOException {
        Balls.volumes(folder, 20);
        train(Balls.volumeConfig(100), folder.resolve("run"));
        assertThat(score(folder.resolve("run"))).isGreaterThan(0.8);
        assertThat(Files.readAllLines(folder.resolve("run/validation.csv")).get(0))
                .isEqualTo("iteration,seconds,bright,dark,score");
        assertThat(heard).anyMatch(line -> line.contains("18 cases to train on, 2 held out"));
    }

    @Test
    void aTinyNetworkLearnsDiscsInImagesOfAnotherSize() throws IOException {
        Balls.images(folder, 20);
        train(Balls.imageConfig(60), folder.resolve("run"));
        assertThat(score(folder.resolve("run"))).isGreaterThan(0.8);
    }

    @Test
    void aListenerHearsTheScoreAndARunThatGoesOnBeginsWithItsCurve() throws IOException {
        Balls.volumes(folder, 10);
        List<Double> scores = new ArrayList<>();
        List<Curves> before = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void message(String line) {}

            @Override
            public void goesOn(Curves curves) {
                before.add(curves);
            }

            @Override
            public void validated(double seconds, double score) {
                scores.add(score);
            }
        };
        for (int iterations : List.of(2, 3)) {
            SemanticConfig config = Balls.config(Balls.volumeConfig(iterations));
            SemanticTask task = SemanticTask.open(config, Optional.empty(), folder, listener);
            try (Trainer trainer = Trainer.open(task, config.run(), folder.resolve("run"), listener)) {
                trainer.run();
            }
        }
        assertThat(scores).hasSize(2);
        assertThat(before).hasSize(1);
        assertThat(before.get(0).loss().minutes()).isEmpty();
        assertThat(before.get(0).score().values()[0]).isCloseTo(scores.get(0), within(1e-4));
    }

    @Test
    void theBestWeightsSayWhatTheyAreAndOpenAgain() throws IOException {
        Balls.volumes(folder, 10);
        train(Balls.volumeConfig(1), folder.resolve("run"));
        StateDict best = Checkpoints.read(folder.resolve("run/best.safetensors"));
        SemanticSpec spec = SemanticSpec.find(best.metadata()).orElseThrow();
        assertThat(spec.classes()).containsExactly("bright", "dark");
        StoredWeights.bind("unet", SemanticNetworks.of(spec).layer(), best).close();
    }

    @Test
    void aRunThatWasCutInTwoEndsWithTheSameWeightsAndCurve() throws IOException {
        Balls.volumes(folder, 10);
        String config = Balls.volumeConfig(104)
                .replace("\"width\": 12", "\"width\": 4")
                .replace("\"depth\": 12", "\"depth\": 8");
        StateDict whole = train(config, folder.resolve("whole"));
        interruptedAt(53, config, folder.resolve("parts"));
        assertThat(Checkpoints.read(folder.resolve("parts/state.safetensors")).metadata())
                .containsEntry("iteration", "53");
        StateDict parts = train(config, folder.resolve("parts"));
        assertThat(heard).anyMatch(line -> line.contains("Going on after iteration 53"));
        for (String key : whole.keys()) {
            assertThat(parts.get(key).toFloats())
                    .as(key)
                    .containsExactly(whole.get(key).toFloats());
        }
        assertThat(losses("parts")).isEqualTo(losses("whole")).hasSize(2);
        assertThat(score(folder.resolve("parts"))).isEqualTo(score(folder.resolve("whole")));
    }

    /** Iterations with their losses: all of the curve that does not depend on the clock. */
    private List<String> losses(String run) throws IOException {
        return Files.readAllLines(folder.resolve(run).resolve("training.csv")).stream()
                .skip(1)
                .map(line -> line.split(","))
                .map(values -> values[0] + " " + values[3] + " " + values[4] + " " + values[5])
                .toList();
    }

    private void interruptedAt(long iteration, String json, Path into) {
        SemanticConfig config = Balls.config(json);
        SemanticTask task = SemanticTask.open(config, Optional.empty(), folder, heard::add);
        try (Trainer trainer = Trainer.open(task, config.run(), into, new Interrupting(iteration))) {
            trainer.run();
        }
        assertThat(Thread.interrupted()).isTrue();
    }

    /** Interrupts the run after an iteration. */
    private record Interrupting(long iteration) implements org.samovar.train.TrainingListener {
        @Override
        public void message(String line) {}

        @Override
        public void progress(Progress at) {
            if (at.iteration() == iteration) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void aTrainedSystemCanBeTheStartOfAnotherRun() throws IOException {
        Balls.volumes(folder, 10);
        StateDict first = train(Balls.volumeConfig(2), folder.resolve("first"));
        SemanticConfig config = Balls.config(Balls.volumeConfig(1).replace("2e-2", "1e-30"));
        SemanticTask task = SemanticTask.open(config, Optional.of(first), folder, heard::add);
        try (Trainer trainer = Trainer.open(task, config.run(), folder.resolve("second"), heard::add)) {
            trainer.run();
        }
        String key = "encoder.stages.0.0.convs.0.conv.weight";
        assertThat(Checkpoints.read(folder.resolve("second/last.safetensors"))
                        .get(key)
                        .toFloats())
                .containsExactly(first.get(key).toFloats());
    }

    @Test
    void whatIsFrozenStaysAndIsCounted() throws IOException {
        Balls.volumes(folder, 10);
        String frozen = Balls.volumeConfig(2).replace("\"frozen\": []", "\"frozen\": [\"encoder.\"]");
        StateDict before = train(frozen.replace("2e-2", "1e-30"), folder.resolve("before"));
        StateDict after = train(frozen, folder.resolve("after"));
        String encoder = "encoder.stages.0.0.convs.0.conv.weight";
        String decoder = "decoder.stages.0.convs.0.conv.weight";
        assertThat(after.get(encoder).toFloats())
                .containsExactly(before.get(encoder).toFloats());
        assertThat(after.get(decoder).toFloats())
                .isNotEqualTo(before.get(decoder).toFloats());
        assertThat(heard).anyMatch(line -> line.startsWith("  encoder: 0 trained, "));
        assertThat(heard).anyMatch(line -> line.startsWith("  decoder: ") && line.endsWith(" 0 frozen"));
    }

    @Test
    void nothingIsLeftWhenItIsClosed() throws IOException {
        Balls.volumes(folder, 10);
        train(Balls.volumeConfig(1), folder.resolve("warm"));
        long before = Tensor.live();
        train(Balls.volumeConfig(3), folder.resolve("counted"));
        assertThat(Tensor.live()).isEqualTo(before);
    }

    @Test
    void aRunThatDivergesStopsWithAClearWord() throws IOException {
        Balls.volumes(folder, 10);
        assertThatThrownBy(() -> train(Balls.volumeConfig(60).replace("2e-2", "1e30"), folder.resolve("wild")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("Training stopped at iteration");
    }

    @Test
    void aCaseThatCannotBeReadIsLeftOut() throws IOException {
        Balls.volumes(folder, 10);
        Path image = folder.resolve("balls/images/ball3.nii.gz");
        byte[] bytes = Files.readAllBytes(image);
        Files.write(image, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        train(Balls.volumeConfig(1), folder.resolve("run"));
        assertThat(heard).anyMatch(line -> line.contains("left out: ball3") && line.contains(image.toString()));
        assertThat(heard).anyMatch(line -> line.contains("8 cases to train on, 1 held out"));
    }

    @Test
    void labelsOfAnotherSizeLeaveTheirCaseOutAndVoxelsThatAreNoNumbersDoNot() throws IOException {
        Balls.volumes(folder, 10);
        Volume volume = Volumes.read(folder.resolve("balls/images/ball3.nii.gz"));
        Volumes.write(
                Volume.of(volume.info(), (window, z, t, c) -> {
                    double[] values = volume.voxels().read(window, z, t, c);
                    values[0] = z == 3 ? Double.NaN : values[0];
                    return values;
                }),
                folder.resolve("balls/images/ball3.nii.gz"));
        LabelMap slice = LabelMap.of(8, 8, new int[64]);
        LabelVolumes.write(
                LabelVolume.ofSlices(List.of(slice, slice), Axis.Z, VolumeGeometry.PIXELS),
                folder.resolve("balls/labels/ball4.nii.gz"));
        train(Balls.volumeConfig(1), folder.resolve("run"));
        assertThat(heard).noneMatch(line -> line.contains("ball3"));
        assertThat(heard).anyMatch(line -> line.matches("  left out: .*ball4.nii.gz has 16 x 16 x 16 .*2.*"));
        assertThat(heard).anyMatch(line -> line.contains("8 cases to train on, 1 held out"));
        assertThat(heard).noneMatch(line -> line.contains("the loss is NaN"));
    }

    @Test
    void aLabelThatIsNoClassLeavesItsCaseOut() throws IOException {
        Balls.volumes(folder, 10);
        Balls.describe(folder, 10, "\"kind\": \"classes\", \"classes\": {\"1\": \"bright\"}");
        assertThatThrownBy(() -> train(Balls.volumeConfig(1), folder.resolve("run")))
                .isInstanceOf(UserError.class)
                .hasMessage("The dataset balls has nothing to train on.");
        assertThat(heard).anyMatch(line -> line.contains("left out: ball1: It has the label 3"));
    }

    @Test
    void aClassThatNoCaseHasIsNamedAndTrainingGoesOn() throws IOException {
        Balls.volumes(folder, 10);
        Balls.describe(
                folder,
                10,
                "\"kind\": \"classes\", \"classes\": {\"1\": \"bright\", \"2\": \"green\", \"3\": \"dark\"}");
        train(Balls.volumeConfig(1), folder.resolve("run"));
        assertThat(heard).contains("  no training case has green, so it will not be found");
    }

    @Test
    void instancesAreRefused() throws IOException {
        Balls.volumes(folder, 10);
        Balls.describe(folder, 10, "\"kind\": \"instances\"");
        assertThatThrownBy(() -> train(Balls.volumeConfig(1), folder.resolve("run")))
                .isInstanceOf(UserError.class)
                .hasMessage("The dataset balls has an id for each object, but no classes.");
    }

    @Test
    void imagesAreRefusedWhereTheSystemSeesVolumes() throws IOException {
        Balls.images(folder, 10);
        assertThatThrownBy(() -> train(Balls.volumeConfig(1), folder.resolve("run")))
                .isInstanceOf(UserError.class)
                .hasMessage("The dataset balls has images, where the system sees 12 slices at a time.");
    }

    @Test
    void aFolderThatCannotBeWrittenToEndsTheRunWithOneSentence() throws IOException {
        Balls.volumes(folder, 10);
        Files.createDirectories(folder.resolve("run/best.safetensors"));
        assertThatThrownBy(() -> train(Balls.volumeConfig(1), folder.resolve("run")))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("Cannot write ");
    }
}
