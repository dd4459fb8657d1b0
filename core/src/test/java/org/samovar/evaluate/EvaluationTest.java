package org.samovar.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.UserError;
import org.samovar.image.LabelMap;
import org.samovar.image.Mask;
import org.samovar.image.RgbImage;
import org.samovar.image.io.Labels;
import org.samovar.image.io.Overlays;
import org.samovar.predict.Progress;
import org.samovar.prompt.PromptSet;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.Split;

class EvaluationTest {
    private static final int SIDE = 60;

    @TempDir
    Path folder;

    /** Answers with a mask that grows with the number of prompts. */
    private static final class Growing implements Segmenter {
        @Override
        public String label() {
            return "growing";
        }

        @Override
        public Answers open(RgbImage image) {
            return new Answers() {
                @Override
                public Mask answer(PromptSet prompts) {
                    int n = prompts.prompts().size();
                    return Mask.where(image.size(), (x, y) -> x >= 10 && x < 10 + 2 * n && y >= 10 && y < 30);
                }

                @Override
                public LabelMap everything() {
                    return LabelMap.of(answer(PromptSet.none().with(org.samovar.prompt.PointPrompt.positive(1, 1))));
                }

                @Override
                public void close() {}
            };
        }
    }

    @BeforeEach
    void writeDataset() throws IOException {
        Files.createDirectories(folder.resolve("images"));
        Files.createDirectories(folder.resolve("labels"));
        Files.writeString(
                folder.resolve("dataset.json"),
                """
                {"name": "squares", "kind": "binary", "axes": "xy", "classes": {"1": "square"},
                 "split": {"train": [], "test": ["good", "unequal", "corrupt", "nan", "empty"]}}
                """);
        for (String id : new String[] {"good", "unequal", "corrupt", "nan", "empty"}) {
            Mask square = Mask.where(size(SIDE), (x, y) -> x >= 10 && x < 30 && y >= 10 && y < 30);
            Labels.write(LabelMap.of(square), folder.resolve("labels/" + id + ".png"));
            image(SIDE, id);
        }
        image(SIDE + 4, "unequal");
        Files.writeString(folder.resolve("images/corrupt.png"), "no image");
        Labels.write(LabelMap.of(Mask.empty(size(SIDE))), folder.resolve("labels/empty.png"));
        Files.delete(folder.resolve("images/nan.png"));
        Files.write(folder.resolve("images/nan.tif"), floatTiff(SIDE, Float.NaN));
    }

    private static org.samovar.geometry.Size size(int side) {
        return new org.samovar.geometry.Size(side, side);
    }

    private void image(int side, String id) {
        RgbImage gray = RgbImage.gray(side, side, new byte[side * side]);
        Overlays.write(gray, LabelMap.of(Mask.empty(size(side))), folder.resolve("images/" + id + ".png"));
    }

    /** A little-endian TIFF with one strip of 32-bit floats, the first one as given. */
    private static byte[] floatTiff(int side, float first) {
        int pixels = 4 * side * side;
        int[][] tags = {
            {256, 4, side},
            {257, 4, side},
            {258, 3, 32},
            {259, 3, 1},
            {262, 3, 1},
            {273, 4, 8},
            {277, 3, 1},
            {278, 4, side},
            {279, 4, pixels},
            {339, 3, 3}
        };
        ByteBuffer out =
                ByteBuffer.allocate(8 + pixels + 2 + 12 * tags.length + 4).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8 + pixels);
        out.putFloat(first).position(8 + pixels);
        out.putShort((short) tags.length);
        for (int[] tag : tags) {
            out.putShort((short) tag[0]).putShort((short) tag[1]).putInt(1).putInt(tag[2]);
        }
        return out.putInt(0).array();
    }

    @Test
    void whatCannotBeScoredIsNamedOnceAndTheRestIsDone() {
        Report report = new Evaluation(Dataset.open(folder), Protocol.BOX, Baseline.BOX).run(Split.TEST, Progress.NONE);
        assertThat(report.items()).extracting(ItemScore::id).containsExactly("good");
        assertThat(report.dice()).hasValue(1);
        assertThat(report.skipped()).containsOnlyKeys("unequal", "corrupt", "nan", "empty");
        assertThat(report.skipped().values())
                .allSatisfy(line -> assertThat(line).doesNotContain("\n").isNotBlank());
        assertThat(report.skipped().get("nan")).containsIgnoringCase("nan");
        assertThat(report.skipped().get("unequal")).contains("64").contains("60");
    }

    @Test
    void interactiveReportsTheDiceAfterEachClick() {
        Report report = new Evaluation(Dataset.open(folder), Protocol.INTERACTIVE, new Growing())
                .run(Split.TEST, Progress.NONE);
        assertThat(report.rounds()).hasSize(9).isSorted();
        assertThat(report.rounds().get(0)).isCloseTo(2 * 40.0 / (40 + 400), org.assertj.core.data.Offset.offset(1e-9));
        assertThat(report.dice().getAsDouble()).isEqualTo(report.rounds().get(8));
    }

    @Test
    void theJsonHasWhatTheReferencePromises() {
        Report report = new Evaluation(Dataset.open(folder), Protocol.BOX, Baseline.BOX).run(Split.TEST, Progress.NONE);
        JsonObject json = JsonParser.parseString(report.toJson()).getAsJsonObject();
        assertThat(json.keySet())
                .contains(
                        "dataset",
                        "model",
                        "protocol",
                        "split",
                        "n",
                        "mean",
                        "interval",
                        "perClass",
                        "items",
                        "seconds");
        assertThat(json.getAsJsonObject("perClass").get("square").getAsDouble()).isEqualTo(1);
        assertThat(report.toTable()).contains("Dice 1.000").contains("not scored");
    }

    @Test
    void anEmptySplitIsRefused() {
        Evaluation evaluation = new Evaluation(Dataset.open(folder), Protocol.BOX, Baseline.BOX);
        assertThatThrownBy(() -> evaluation.run(Split.TRAIN, Progress.NONE)).isInstanceOf(UserError.class);
    }
}
