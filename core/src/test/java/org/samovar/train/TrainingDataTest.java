package org.samovar.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.UserError;
import org.samovar.image.LabelMap;
import org.samovar.image.io.Labels;
import org.samovar.train.semantic.Balls;

class TrainingDataTest {
    @TempDir
    private Path folder;

    private final List<String> heard = new ArrayList<>();

    @Test
    void anImageThatCannotBeReadIsLeftOut() throws IOException {
        Balls.images(folder, 10);
        Files.writeString(folder.resolve("balls/images/ball3.png"), "no image");
        JsonObject json = ConfigFile.json(Path.of("nano-laptop"), ConfigFile.INCLUDED);
        json.getAsJsonObject("data").add("sets", JsonParser.parseString("[\"balls\"]"));
        TrainConfig config = ConfigFile.read(json, "balls.json");
        TrainingData data = TrainingData.read(folder, config, heard::add);
        assertThat(data.size()).isEqualTo(8);
        assertThat(heard).anyMatch(line -> line.contains("left out: ball3"));
    }

    @Test
    void whereNothingIsLabelledNobodyTrainsOnDrawnImagesInstead() throws IOException {
        Balls.images(folder, 2);
        for (String id : List.of("ball0", "ball1")) {
            Labels.write(LabelMap.of(20, 24, new int[480]), folder.resolve("balls/labels/" + id + ".png"));
        }
        JsonObject json = ConfigFile.json(Path.of("nano-laptop"), ConfigFile.INCLUDED);
        json.getAsJsonObject("data").add("sets", JsonParser.parseString("[\"balls\"]"));
        TrainConfig config = ConfigFile.read(json, "balls.json");
        assertThatThrownBy(() -> TrainingData.read(folder, config, heard::add))
                .isInstanceOf(UserError.class)
                .hasMessage("There is nothing to train on: no image of balls has an object.");
    }

    @Test
    void aVolumeThatCannotBeReadIsLeftOutOfClipsAsWell() throws IOException {
        Balls.volumes(folder, 5);
        Path image = folder.resolve("balls/images/ball3.nii.gz");
        byte[] bytes = Files.readAllBytes(image);
        Files.write(image, Arrays.copyOf(bytes, bytes.length / 2));
        JsonObject json = ConfigFile.json(Path.of("nano-memory"), ConfigFile.INCLUDED);
        json.getAsJsonObject("data").add("sets", JsonParser.parseString("[\"balls\"]"));
        TrainingData data = TrainingData.read(folder, ConfigFile.read(json, "balls.json"), heard::add);
        assertThat(data.training().get(0).volumes()).hasSize(12);
        assertThat(heard).anyMatch(line -> line.startsWith("  left out: ball3: ") && line.contains(image.toString()));
    }
}
