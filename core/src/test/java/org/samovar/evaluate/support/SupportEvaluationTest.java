package org.samovar.evaluate.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.evaluate.Report;
import org.samovar.evaluate.volume.VolumeFolder;
import org.samovar.geometry.UserError;
import org.samovar.image.LabelMap;
import org.samovar.image.RgbImage;
import org.samovar.image.io.Images;
import org.samovar.image.io.Labels;
import org.samovar.method.sam2sgp.Sam2Sgp;
import org.samovar.nn.Weights;
import org.samovar.predict.Progress;
import org.samovar.predict.support.SupportSession;
import org.samovar.predict.support.SupportSettings;
import org.samovar.tensor.Tensor;
import org.samovar.testing.SmallSupport;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.Split;

class SupportEvaluationTest {
    private static final int SIDE = 20;

    @TempDir
    private Path folder;

    private final Sam2Sgp network = new Sam2Sgp(SmallSupport.config());
    private final Weights weights = Weights.initialise(network, 7);

    @AfterEach
    void free() {
        weights.close();
    }

    /** Six training images, of which every second shows the liver as well as the spleen, and two to test on. */
    private Dataset organs(String kind) throws IOException {
        String train = IntStream.range(0, 6).mapToObj(i -> "\"t" + i + "\"").collect(Collectors.joining(", "));
        Files.writeString(
                folder.resolve("dataset.json"),
                "{\"name\": \"organs\", " + kind + ", \"split\": {\"train\": [" + train
                        + "], \"test\": [\"a\", \"b\"]}}");
        for (int i = 0; i < 6; i++) {
            image("t" + i, i, i % 2 == 0 ? 2 : 0, 5);
        }
        image("a", 8, 2, 5);
        image("b", 9, 2, 0);
        return Dataset.open(folder);
    }

    private void image(String name, int seed, int left, int right) {
        byte[] pixels = new byte[SIDE * SIDE];
        new java.util.Random(seed).nextBytes(pixels);
        int[] ids = new int[SIDE * SIDE];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = i % SIDE < 5 ? left : i % SIDE >= 12 ? right : 0;
        }
        Images.write(RgbImage.gray(SIDE, SIDE, pixels), folder.resolve("images/" + name + ".png"));
        Labels.write(LabelMap.of(SIDE, SIDE, ids), folder.resolve("labels/" + name + ".png"));
    }

    private SupportSession session(int size) {
        return SupportSession.open(network, SupportSettings.of(size));
    }

    private SupportCurve curve(Dataset dataset, List<Integer> sizes, int draws) {
        SupportProtocol protocol = new SupportProtocol(sizes, draws, Split.TRAIN);
        return new SupportEvaluation(dataset, protocol, "small", Map.of("neighbours", "all"), this::session)
                .run(Split.TEST, Integer.MAX_VALUE, Progress.NONE);
    }

    @Test
    void eachSizeIsScoredOnAllItemsWithEveryDraw() throws IOException {
        long before = Tensor.live();
        SupportCurve curve = curve(
                organs("\"kind\": \"classes\", \"classes\": {\"2\": \"liver\", \"5\": \"spleen\"}"), List.of(1, 3), 2);
        assertThat(Tensor.live()).isEqualTo(before);
        assertThat(curve.points()).extracting(SupportCurve.Point::size).containsExactly(1, 3);
        for (SupportCurve.Point point : curve.points()) {
            assertThat(point.draws()).hasSize(2);
            assertThat(point.report().items()).hasSize(2);
            for (int i = 0; i < 2; i++) {
                Report one = point.draws().get(0);
                Report other = point.draws().get(1);
                assertThat(point.report().items().get(i).dice())
                        .isEqualTo((one.items().get(i).dice()
                                        + other.items().get(i).dice())
                                / 2);
            }
            assertThat(point.report().settings())
                    .containsEntry("support", Integer.toString(point.size()))
                    .containsEntry("from", "train")
                    .containsEntry("draws", "2");
        }
    }

    @Test
    void aLargerSetHoldsTheSmallerOneAndShowsEveryClass() throws IOException {
        Dataset dataset = organs("\"kind\": \"classes\", \"classes\": {\"2\": \"liver\", \"5\": \"spleen\"}");
        for (int size = 1; size <= 3; size++) {
            SupportSession[] opened = new SupportSession[1];
            int wanted = size;
            try (SupportClasses classes = new SupportClasses(
                    "small",
                    Map.of(),
                    () -> opened[0] = session(wanted),
                    dataset,
                    new SupportClasses.Draw(Split.TRAIN, size, 1))) {
                classes.segment(dataset.items(Split.TEST).get(0), Progress.NONE);
                assertThat(opened[0].classes()).containsExactly(2, 5);
                assertThat(opened[0].size()).isBetween(size, 2 * size);
            }
        }
    }

    @Test
    void whatIsWrittenCanBeRead() throws IOException {
        SupportCurve curve = curve(organs("\"kind\": \"binary\""), List.of(1, 2), 1);
        curve.write(folder.resolve("out"));
        JsonObject json = JsonParser.parseString(Files.readString(folder.resolve("out/curve.json")))
                .getAsJsonObject();
        assertThat(json.getAsJsonArray("sizes")).hasSize(2);
        JsonObject first = json.getAsJsonArray("sizes").get(0).getAsJsonObject();
        assertThat(first.get("protocol").getAsString()).isEqualTo("support");
        assertThat(first.getAsJsonArray("diceOfDraws")).hasSize(1);
        assertThat(Files.readAllLines(folder.resolve("out/curve.csv"))).hasSize(3);
        assertThat(Images.read(folder.resolve("out/curve.png")).width()).isEqualTo(800);
        assertThat(curve.toTable()).contains("size of the support set").contains("Dice");
    }

    @Test
    void aSingleSizeIsAReportLikeOthers() throws IOException {
        SupportCurve curve = curve(organs("\"kind\": \"binary\""), List.of(2), 1);
        JsonObject json = JsonParser.parseString(curve.toJson()).getAsJsonObject();
        assertThat(json.get("n").getAsInt()).isEqualTo(2);
        assertThat(json.getAsJsonObject("settings").get("support").getAsString())
                .isEqualTo("2");
    }

    @Test
    void volumesAreSegmentedBesideVolumes() throws IOException {
        VolumeFolder.write(folder, "xyz");
        for (String part : List.of("images", "labels")) {
            Files.copy(folder.resolve(part + "/a.nii.gz"), folder.resolve(part + "/b.nii.gz"));
        }
        String text = Files.readString(folder.resolve("dataset.json"));
        Files.writeString(folder.resolve("dataset.json"), text.replace("\"train\": []", "\"train\": [\"b\"]"));
        Dataset dataset = Dataset.open(folder);
        SupportCurve curve = curve(dataset, List.of(1), 1);
        assertThat(curve.points().get(0).report().items()).hasSize(1);
        assertThat(curve.points().get(0).report().unit()).isEqualTo("mm");
    }

    @Test
    void aSetWithoutExamplesIsSaidInOneSentence() throws IOException {
        organs("\"kind\": \"binary\"");
        String text = Files.readString(folder.resolve("dataset.json"));
        Files.writeString(folder.resolve("dataset.json"), text.replaceAll("\"train\": \\[[^\\]]*\\]", "\"train\": []"));
        SupportCurve curve = curve(Dataset.open(folder), List.of(1), 1);
        assertThat(curve.isEmpty()).isTrue();
        assertThat(curve.points().get(0).report().skipped().values()).allMatch(why -> why.contains("no examples"));
    }

    @Test
    void sizesThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new SupportProtocol(List.of(0), 1, Split.TRAIN))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("at least one");
        assertThatThrownBy(() -> new SupportProtocol(List.of(1), 0, Split.TRAIN))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--draws");
    }
}
