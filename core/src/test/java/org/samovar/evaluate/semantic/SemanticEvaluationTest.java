package org.samovar.evaluate.semantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.evaluate.ItemScore;
import org.samovar.evaluate.semantic.SemanticReport.Figure;
import org.samovar.evaluate.volume.VolumeFolder;
import org.samovar.geometry.Axis;
import org.samovar.geometry.UserError;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.RgbImage;
import org.samovar.image.io.Images;
import org.samovar.image.io.Labels;
import org.samovar.predict.Progress;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.DatasetItem;
import org.samovar.train.data.Split;
import org.samovar.train.data.VolumeItem;

class SemanticEvaluationTest {
    private static final int SIDE = 20;

    @TempDir
    Path folder;

    /** Knows the labels, but for a change. */
    private record Knowing(IntUnaryOperator change) implements ClassSegmenter {
        @Override
        public String label() {
            return "knowing";
        }

        @Override
        public LabelMap segment(DatasetItem item, Progress progress) {
            return item.labels().relabelled(change);
        }

        @Override
        public LabelVolume segment(VolumeItem item, Progress progress) {
            return item.labels().relabelled(change);
        }
    }

    /** Three images: liver 2 and spleen 5 on the first, the liver alone on the second, nothing on the third. */
    private Dataset organs() throws IOException {
        Files.createDirectories(folder.resolve("images"));
        Files.createDirectories(folder.resolve("labels"));
        Files.writeString(
                folder.resolve("dataset.json"),
                """
                {"name": "organs", "kind": "classes", "classes": {"2": "liver", "5": "spleen"},
                 "split": {"train": [], "test": ["a", "b", "c"]}}
                """);
        image("a", 2, 5);
        image("b", 2, 2);
        image("c", 0, 0);
        return Dataset.open(folder);
    }

    private void image(String name, int left, int right) {
        int[] ids = new int[SIDE * SIDE];
        for (int i = 0; i < ids.length; i++) {
            int x = i % SIDE;
            ids[i] = i / SIDE < 10 ? x < 5 ? left : x >= 15 ? right : 0 : 0;
        }
        Images.write(RgbImage.gray(SIDE, SIDE, new byte[SIDE * SIDE]), folder.resolve("images/" + name + ".png"));
        Labels.write(LabelMap.of(SIDE, SIDE, ids), folder.resolve("labels/" + name + ".png"));
    }

    private SemanticReport run(Dataset dataset, IntUnaryOperator change) {
        return new SemanticEvaluation(dataset, new Knowing(change), AnswerListener.NONE)
                .run(Split.TEST, Integer.MAX_VALUE, Progress.NONE);
    }

    @Test
    void aClassThatIsNeitherThereNorFoundIsUndefinedAndCounted() throws IOException {
        SemanticReport report = run(organs(), k -> k);

        assertThat(report.classes()).containsExactly("liver", "spleen");
        assertThat(report.mean("liver", Figure.DICE)).hasValue(1);
        assertThat(report.mean("spleen", Figure.HD95)).hasValue(0);
        assertThat(report.items()).hasSize(2);
        assertThat(report.neither("spleen")).isEqualTo(1); // on b; c has nothing at all and is not scored
        assertThat(report.report().skipped()).containsOnlyKeys("c");
        assertThat(report.report().dice()).hasValue(1);
    }

    @Test
    void aClassThatIsMissedCountsAsNothingAndHasNoDistance() throws IOException {
        SemanticReport report = run(organs(), k -> k == 5 ? 0 : k);

        assertThat(report.mean("spleen", Figure.DICE)).hasValue(0);
        assertThat(report.mean("spleen", Figure.HD95)).isEmpty();
        assertThat(report.onlyOne("spleen")).isEqualTo(1);
        assertThat(report.report().items().get(0).dice()).isEqualTo(0.5); // liver 1, spleen 0
        assertThat(report.report().items().get(1).dice()).isEqualTo(1);
        assertThat(report.meanOfClasses(Figure.DICE)).hasValue(0.5);
    }

    @Test
    void aClassThatIsTakenForAnotherIsWrongTwice() throws IOException {
        SemanticReport report = run(organs(), k -> k == 5 ? 2 : k);

        // on a the liver's answer is twice as large as the liver, 15 pixels away from it
        assertThat(report.items().get(0).scores().get("liver").dice().orElseThrow())
                .isCloseTo(2.0 / 3, within(1e-9));
        assertThat(report.items().get(0).scores().get("liver").iou()).hasValue(0.5);
        assertThat(report.items().get(0).scores().get("liver").hd95().orElseThrow())
                .isBetween(10.0, 15.0);
        assertThat(report.items().get(0).scores().get("spleen").dice()).hasValue(0);
    }

    @Test
    void theJsonHasEachClassWithItsIntervalAndEachItemWithItsClasses() throws IOException {
        JsonObject json = JsonParser.parseString(
                        run(organs(), k -> k == 5 ? 0 : k).toJson())
                .getAsJsonObject();

        assertThat(json.get("protocol").getAsString()).isEqualTo("semantic");
        assertThat(json.getAsJsonObject("mean").get("dice").getAsDouble()).isEqualTo(0.75);
        assertThat(json.getAsJsonObject("interval").keySet()).contains("dice", "iou", "hd95");
        JsonObject spleen = json.getAsJsonObject("classes").getAsJsonObject("spleen");
        assertThat(spleen.get("hd95").isJsonNull()).isTrue();
        assertThat(spleen.getAsJsonObject("interval").get("hd95").isJsonNull()).isTrue();
        assertThat(spleen.get("undefinedHd95").getAsInt()).isEqualTo(1);
        assertThat(spleen.get("neither").getAsInt()).isEqualTo(1);
        JsonObject second = json.getAsJsonArray("items").get(1).getAsJsonObject();
        assertThat(second.get("id").getAsString()).isEqualTo("b");
        assertThat(second.getAsJsonObject("classes")
                        .getAsJsonObject("spleen")
                        .get("dice")
                        .isJsonNull())
                .isTrue();
    }

    @Test
    void theTableHasALineForEachClass() throws IOException {
        String table = run(organs(), k -> k == 5 ? 0 : k).toTable();

        assertThat(table.lines().filter(line -> line.contains("liver")))
                .singleElement()
                .asString()
                .contains("1.000 (1.000 to 1.000)");
        assertThat(table.lines().filter(line -> line.contains("spleen")))
                .singleElement()
                .asString()
                .contains("0.000")
                .contains("undefined");
        assertThat(table).contains("not scored: c: It has none of the classes");
    }

    @Test
    void aVolumeIsScoredAsAWholeInItsUnit() throws IOException {
        VolumeFolder.write(folder, "xyz");
        List<ItemScore> heard = new ArrayList<>();
        AnswerListener listener = new AnswerListener() {
            @Override
            public void answered(VolumeItem item, LabelVolume answer, ItemScore score) {
                heard.add(score);
            }
        };
        ClassSegmenter lastSliceMissing = new ClassSegmenter() {
            @Override
            public String label() {
                return "short";
            }

            @Override
            public LabelMap segment(DatasetItem item, Progress progress) {
                throw new AssertionError("a slice by itself");
            }

            @Override
            public LabelVolume segment(VolumeItem item, Progress progress) {
                LabelVolume truth = item.labels();
                List<LabelMap> slices = new ArrayList<>(truth.slices(Axis.Z, 0));
                slices.set(VolumeFolder.LAST, slices.get(0));
                return LabelVolume.ofSlices(slices, Axis.Z, truth.geometry());
            }
        };

        SemanticReport report = new SemanticEvaluation(Dataset.open(folder), lastSliceMissing, listener)
                .run(Split.TEST, 9, Progress.NONE);

        assertThat(report.classes()).containsExactly("stone");
        long all = 0;
        for (int z = VolumeFolder.FIRST; z <= VolumeFolder.LAST; z++) {
            all += (6 + z) * (6 + z);
        }
        long found = all - 15 * 15;
        assertThat(report.report().dice().orElseThrow()).isCloseTo(2.0 * found / (all + found), within(1e-9));
        assertThat(report.report().unit()).isEqualTo("mm");
        assertThat(report.report().hd95().orElseThrow())
                .isCloseTo(Math.sqrt(5), within(1e-9)); // 2 mm up, and wider by 1 mm
        assertThat(heard).hasSize(1);
    }

    @Test
    void aDatasetOfInstancesHasNoClasses() {
        image("a", 1, 2);
        assertThatThrownBy(() -> run(Dataset.open(folder), k -> k))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no classes");
    }
}
