package org.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
        try (InputStream nan = Images.class.getResourceAsStream("nan.tif")) {
            Files.copy(nan, folder.resolve("images/nan.tif"));
        }
        Labels.write(labels(7, 5, 1), folder.resolve("labels/nan.png"));
        item("lonely", image(), labels(30, 20, 1));
        Files.delete(folder.resolve("labels/lonely.png"));
        item("damaged", image(), labels(30, 20, 1));
        Path damaged = folder.resolve("images/damaged.png");
        Files.write(damaged, Arrays.copyOf(Files.readAllBytes(damaged), 50));
        Path json = folder.resolve("out.json");

        Invocation run = Invocation.of(
                "evaluate", folder.toString(), "--protocol", "box", "--baseline", "box", "--json", json.toString());

        assertThat(run.code()).as(run.err()).isZero();
        for (String name : List.of("unequal", "unlabelled", "damaged", "nan", "lonely")) {
            assertThat(run.out().lines().filter(line -> line.contains("not scored") && line.contains(name)))
                    .as(name)
                    .hasSize(1);
        }
        assertThat(run.out()).contains("box, test split, box:");
        JsonObject report = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
        assertThat(report.get("n").getAsInt()).isEqualTo(1);
        assertThat(report.getAsJsonObject("skipped").keySet())
                .containsOnly("unequal", "unlabelled", "damaged", "nan", "lonely");
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
    void objectsAreMatchedByModelsAndClassicalMethods() throws IOException {
        byte[] gray = new byte[30 * 20];
        Arrays.fill(gray, 150, 300, (byte) 200);
        item("good", RgbImage.gray(30, 20, gray), labels(30, 20, 1));
        Path json = folder.resolve("out.json");
        Invocation classical = Invocation.of(
                "evaluate",
                folder.toString(),
                "--protocol",
                "instances",
                "--baseline",
                "otsu",
                "--json",
                json.toString());
        assertThat(classical.code()).as(classical.err()).isZero();
        assertThat(classical.out()).contains("IoU 0.5 1.000").contains("panoptic quality 1.000");
        JsonObject report = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
        for (String part : List.of("mean", "interval")) {
            assertThat(report.getAsJsonObject(part).keySet())
                    .contains("precision", "precision75", "meanPrecision", "panopticQuality");
        }
        Path model = SmallModel.writeDecoding(folder);
        Invocation decoder =
                Invocation.of("evaluate", folder.toString(), "--protocol", "instances", "--model", model.toString());
        assertThat(decoder.code()).as(decoder.err()).isZero();
        assertThat(decoder.out()).contains("panoptic quality");
    }

    @Test
    void whatThereIsNotIsRefusedInOneSentence() {
        refused(1, "no folder", folder.resolve("none").toString());
        refused(
                2,
                "point, box, interactive, everything, instances, propagate, collection",
                folder.toString(),
                "--protocol",
                "guess");
        refused(2, "box, otsu, watershed", folder.toString(), "--baseline", "guess");
        refused(2, "train, validation, test", folder.toString(), "--split", "all");
        refused(1, "--first 0", folder.toString(), "--first", "0");
        refused(1, "is a folder", folder.toString(), "--json", folder.toString());
    }

    @Test
    void aDatasetOfWhichNothingCanBeScoredIsRefusedInTheEnd() {
        item("unlabelled", image(), labels(30, 20, 0));
        Invocation run = Invocation.of("evaluate", folder.toString(), "--baseline", "otsu");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("not scored");
        assertThat(run.messages()).hasSize(1);
    }

    @Test
    void aHeapIsMeasuredWithABankAndWithoutANetwork() throws IOException {
        item("a", image(), labels(30, 20, 1));
        item("b", image(), labels(30, 20, 1));
        item("c", image(), labels(30, 20, 0));
        Path json = folder.resolve("out.json");
        Invocation baseline = Invocation.of(
                "evaluate",
                folder.toString(),
                "--protocol",
                "collection",
                "--baseline",
                "box",
                "--json",
                json.toString());
        assertThat(baseline.code()).as(baseline.err()).isZero();
        JsonObject report = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
        assertThat(report.get("n").getAsInt()).isEqualTo(1); // a is the example, b has it, c has it not
        assertThat(report.getAsJsonObject("mean").get("dice").getAsDouble()).isEqualTo(1);
        assertThat(report.getAsJsonObject("settings").get("clean").getAsString())
                .isEqualTo("0 of 1");

        Path model = SmallModel.writeRemembering(folder);
        Invocation network = Invocation.of(
                "evaluate",
                folder.toString(),
                "--protocol",
                "collection",
                "--model",
                model.toString(),
                "--prompt",
                "mask",
                "--bank",
                "released",
                "--runs",
                "2");
        assertThat(network.code()).as(network.err()).isZero();
        assertThat(network.out()).contains("bank released").contains("runs 2").contains("2 images");

        refused(1, "--bank is for volumes and heaps of images", folder.toString(), "--bank", "fifo");
        refused(1, "--slices is for volumes", folder.toString(), "--protocol", "collection", "--slices", "3");
    }

    @Test
    void anAblationIsOneCommand() throws IOException {
        item("a", image(), labels(30, 20, 1));
        item("b", image(), labels(30, 20, 1));
        Path model = SmallModel.writeRemembering(folder);
        Path out = folder.resolve("table");
        Invocation run = Invocation.of(
                "ablation",
                folder.toString(),
                "--model",
                model.toString(),
                "--prompt",
                "mask",
                "--runs",
                "2",
                "-o",
                out.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readString(out.resolve("ablation.md")))
                .contains("| base", "| + confidence", "| + dissimilarity", "| + resampling", "released code");
        assertThat(JsonParser.parseString(Files.readString(out.resolve("ablation.json")))
                        .getAsJsonObject()
                        .getAsJsonArray("rows"))
                .hasSize(6);
    }

    private static void refused(int code, String part, String... arguments) {
        List<String> all = new ArrayList<>(List.of("evaluate"));
        all.addAll(List.of(arguments));
        Invocation run = Invocation.of(all.toArray(String[]::new));
        assertThat(run.code()).isEqualTo(code);
        assertThat(run.err()).startsWith("samovar: ").contains(part).doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }
}
