package org.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.image.LabelMap;
import org.samovar.image.RgbImage;
import org.samovar.image.io.Images;
import org.samovar.image.io.Labels;

class EvaluateVerbTest {
    @TempDir
    Path folder;

    private void item(String name, RgbImage image, LabelMap labels) {
        Images.write(image, folder.resolve("images/" + name + ".png"));
        Labels.write(labels, folder.resolve("labels/" + name + ".png"));
    }

    private static RgbImage image() {
        byte[] gray = new byte[30 * 20];
        Arrays.fill(gray, 150, 450, (byte) 200);
        return RgbImage.gray(30, 20, gray);
    }

    private static LabelMap labels(int width, int height, int value) {
        int[] ids = new int[width * height];
        Arrays.fill(ids, width * height / 4, width * height / 2, value);
        return LabelMap.of(width, height, ids);
    }

    @Test
    void whatCannotBeScoredIsOneLineEachAndTheRestIsDone() throws IOException {
        item("good", image(), labels(30, 20, 1));
        item("unequal", image(), labels(10, 10, 1));
        item("unlabelled", image(), labels(30, 20, 0));
        item("damaged", image(), labels(30, 20, 1));
        Path damaged = folder.resolve("images/damaged.png");
        Files.write(damaged, Arrays.copyOf(Files.readAllBytes(damaged), 50));
        Path json = folder.resolve("out.json");

        Invocation run = Invocation.of(
                "evaluate", folder.toString(), "--protocol", "box", "--baseline", "box", "--json", json.toString());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().lines().filter(line -> line.contains("not scored")))
                .hasSize(3);
        JsonObject report = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
        assertThat(report.get("n").getAsInt()).isEqualTo(1);
        assertThat(report.getAsJsonObject("skipped").keySet()).containsOnly("unequal", "unlabelled", "damaged");
        assertThat(report.getAsJsonObject("mean").get("dice").getAsDouble()).isGreaterThan(0.9);
    }

    @Test
    void aModelIsMeasuredLikeABaseline() {
        item("good", image(), labels(30, 20, 1));
        Path model = SmallModel.write(folder);
        Invocation run = Invocation.of("evaluate", folder.toString(), "--model", model.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("small.safetensors").contains("1 images");
    }

    @Test
    void whatThereIsNotIsRefusedInOneSentence() {
        for (String[] arguments : new String[][] {
            {"evaluate", folder.resolve("none").toString()},
            {"evaluate", folder.toString(), "--protocol", "guess"},
            {"evaluate", folder.toString(), "--baseline", "guess"}
        }) {
            Invocation run = Invocation.of(arguments);
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).startsWith("samovar: ").doesNotContain("\tat ");
        }
    }
}
