package org.samovar.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.train.semantic.Balls;

class TrainingDataTest {
    @TempDir
    private Path folder;

    @Test
    void anImageThatCannotBeReadIsLeftOut() throws IOException {
        Balls.images(folder, 10);
        Files.writeString(folder.resolve("balls/images/ball3.png"), "no image");
        List<String> heard = new ArrayList<>();
        JsonObject json = ConfigFile.json(Path.of("nano-laptop"), ConfigFile.INCLUDED);
        json.getAsJsonObject("data").add("sets", JsonParser.parseString("[\"balls\"]"));
        TrainConfig config = ConfigFile.read(json, "balls.json");
        TrainingData data = TrainingData.read(folder, config, heard::add);
        assertThat(data.size()).isEqualTo(8);
        assertThat(heard).anyMatch(line -> line.contains("left out: ball3"));
    }
}
