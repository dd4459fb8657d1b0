package org.samovar.evaluate.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.samovar.evaluate.Baseline;
import org.samovar.evaluate.ItemScore;
import org.samovar.evaluate.PromptKind;
import org.samovar.evaluate.Report;
import org.samovar.geometry.Box;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.image.LabelMap;
import org.samovar.image.Mask;
import org.samovar.image.RgbImage;
import org.samovar.image.io.Images;
import org.samovar.image.io.Labels;
import org.samovar.predict.Progress;
import org.samovar.prompt.PromptSet;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.Split;

class CollectionEvaluationTest {
    private static final Size SIZE = new Size(30, 20);
    /** Of every image that shows it, 60 of 600 pixels. */
    private static final Mask HEART = Mask.rectangle(SIZE, new Box(5, 5, 15, 11));

    @TempDir
    Path folder;

    /** Five images: a heart is on all but the fourth, a lung on the second and the fourth, a spleen on one. */
    @BeforeEach
    void writeDataset() throws IOException {
        for (int i = 0; i < 5; i++) {
            Mask heart = i == 3 ? Mask.empty(SIZE) : HEART;
            Mask lung = Mask.rectangle(SIZE, new Box(16, 2, 28, 18));
            Mask spleen = Mask.rectangle(SIZE, new Box(0, 14, 10, 19));
            int[] labels = new int[SIZE.pixels()];
            for (int p = 0; p < labels.length; p++) {
                boolean isLung = (i == 1 || i == 3) && lung.pixels()[p];
                labels[p] = heart.pixels()[p] ? 1 : isLung ? 2 : i == 4 && spleen.pixels()[p] ? 3 : 0;
            }
            Images.write(
                    RgbImage.gray(SIZE.width(), SIZE.height(), new byte[SIZE.pixels()]),
                    folder.resolve("images/" + i + ".png"));
            Labels.write(LabelMap.of(SIZE.width(), SIZE.height(), labels), folder.resolve("labels/" + i + ".png"));
        }
        describe(true);
    }

    private void describe(boolean complete) throws IOException {
        Files.writeString(
                folder.resolve("dataset.json"),
                "{\"name\": \"organs\", \"kind\": \"classes\", \"complete\": " + complete
                        + ", \"classes\": {\"1\": \"heart\", \"2\": \"lung\", \"3\": \"spleen\"},"
                        + " \"split\": {\"train\": [], \"test\": [\"0\", \"1\", \"2\", \"3\", \"4\"]}}");
    }

    /** Answers each image with the same mask, and notes what it was asked. */
    private static final class Stub implements CollectionSegmenter {
        private final Mask answer;
        private final List<PromptSet> examples = new ArrayList<>();
        private int asked;
        private int open;

        Stub(Mask answer) {
            this.answer = answer;
        }

        @Override
        public String label() {
            return "stub";
        }

        @Override
        public Map<String, String> settings() {
            return Map.of("bank", "none");
        }

        @Override
        public Answers open() {
            open++;
            return new Answers() {
                @Override
                public void example(RgbImage image, PromptSet prompts) {
                    examples.add(prompts);
                }

                @Override
                public Mask answer(RgbImage image) {
                    asked++;
                    return answer;
                }

                @Override
                public void close() {
                    open--;
                }
            };
        }
    }

    private Report run(CollectionProtocol protocol, CollectionSegmenter segmenter) {
        return new CollectionEvaluation(Dataset.open(folder), protocol, segmenter)
                .run(Split.TEST, Integer.MAX_VALUE, Progress.NONE);
    }

    private static CollectionProtocol protocol(PromptKind prompt, Examples examples, int runs) {
        return new CollectionProtocol(prompt, examples, runs);
    }

    @Test
    void theOthersOfAHeapAreScoredWhereTheyShowTheClassAndCleanWhereTheyDoNot() {
        Stub stub = new Stub(HEART);
        Report report = run(CollectionProtocol.STANDARD, stub);
        // hearts: 0 shows it, 1, 2 and 4 have it, 3 has not; lungs: 1 shows it, 3 has it, 0, 2 and 4 have not
        assertThat(stub.examples).hasSize(2).allMatch(p -> p.box().isPresent());
        assertThat(stub.asked).isEqualTo(8);
        assertThat(stub.open).isZero();
        assertThat(report.diceByClass()).containsOnly(Map.entry("heart", 1.0), Map.entry("lung", 0.0));
        assertThat(report.items()).extracting(ItemScore::id).containsExactly("1", "2", "3", "4");
        assertThat(report.skipped()).containsOnlyKeys("spleen");
        assertThat(report.settings())
                .containsEntry("prompt", "box")
                .containsEntry("examples", "1")
                .containsEntry("runs", "1")
                .containsEntry("bank", "none")
                .containsEntry(CollectionEvaluation.CLEAN, "0 of 4");
    }

    @Test
    void findingNothingAnywhereIsWorthNothing() {
        Report report = run(CollectionProtocol.STANDARD, new Stub(Mask.empty(SIZE)));
        assertThat(report.dice()).hasValue(0);
        assertThat(report.hd95()).isEmpty();
        assertThat(report.items()).allMatch(item -> item.undefinedHd95() == 1);
        assertThat(report.settings()).containsEntry(CollectionEvaluation.CLEAN, "4 of 4");
    }

    @Test
    void whereNotAllIsLabelledAnImageWithoutTheLabelSaysNothing() throws IOException {
        describe(false);
        Report report = run(CollectionProtocol.STANDARD, new Stub(Mask.empty(SIZE)));
        assertThat(report.diceByClass().get("heart")).isZero();
        assertThat(report.items()).extracting(ItemScore::id).containsExactly("1", "2", "3", "4");
        assertThat(report.settings()).doesNotContainKey(CollectionEvaluation.CLEAN);
    }

    @Test
    void morePromptsLeaveFewerImagesToScore() {
        Stub stub = new Stub(HEART);
        run(protocol(PromptKind.MASK, new Examples.Share(50), 1), stub);
        assertThat(stub.examples).hasSize(3).allMatch(p -> p.mask().isPresent()); // two hearts, one lung
        assertThat(stub.asked).isEqualTo(7);
    }

    @Test
    void runsDifferInTheirExamplesAndTheSameRunsGiveTheSameReport() {
        Report once = run(protocol(PromptKind.CLICK, new Examples.Count(1), 6), new Stub(HEART));
        Report again = run(protocol(PromptKind.CLICK, new Examples.Count(1), 6), new Stub(HEART));
        assertThat(again.items()).isEqualTo(once.items());
        Report single = run(protocol(PromptKind.CLICK, new Examples.Count(1), 1), new Stub(HEART));
        // the first image shows a heart only, and is an example of the first run
        assertThat(once.items()).extracting(ItemScore::id).contains("0");
        assertThat(single.items()).extracting(ItemScore::id).doesNotContain("0");
    }

    @Test
    void anImageThatCannotBeReadIsNamed() throws IOException {
        Files.writeString(folder.resolve("images/2.png"), "no image");
        Labels.write(LabelMap.of(2, 2, new int[] {1, 1, 1, 1}), folder.resolve("labels/0.png"));
        Report report = run(CollectionProtocol.STANDARD, new Stub(HEART));
        assertThat(report.skipped()).containsOnlyKeys("0", "2", "spleen");
        assertThat(report.skipped().get("0")).contains("2 x 2");
    }

    @Test
    void cancellingStopsBetweenImages() {
        Progress impatient = new Progress() {
            @Override
            public void report(long done, long total, String what) {
                // nobody looks
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        CollectionEvaluation evaluation =
                new CollectionEvaluation(Dataset.open(folder), CollectionProtocol.STANDARD, new Stub(HEART));
        assertThatThrownBy(() -> evaluation.run(Split.TEST, 5, impatient)).isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> evaluation.run(Split.TRAIN, 5, Progress.NONE))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no items");
    }

    @Test
    void theBaselineExpectsTheBoxAtTheSamePlace() {
        Report report = run(CollectionProtocol.STANDARD, new MovedBoxes(Baseline.BOX));
        assertThat(report.diceByClass().get("heart")).isEqualTo(1);
        CollectionSegmenter.Answers answers = new MovedBoxes(Baseline.BOX).open();
        answers.example(RgbImage.gray(30, 20, new byte[600]), PromptKind.MASK.of(HEART));
        Mask larger = answers.answer(RgbImage.gray(60, 20, new byte[1200]));
        assertThat(larger).isEqualTo(Mask.rectangle(new Size(60, 20), new Box(10, 5, 30, 11)));
    }

    @Test
    void theMaskOfTheExampleIsCopiedToTheSamePlace() {
        CollectionSegmenter.Answers answers = new CopiedMasks(Baseline.BOX).open();
        answers.example(RgbImage.gray(30, 20, new byte[600]), PromptKind.BOX.of(HEART));
        Mask larger = answers.answer(RgbImage.gray(60, 20, new byte[1200]));
        assertThat(larger).isEqualTo(Mask.rectangle(new Size(60, 20), new Box(10, 5, 30, 11)));
        // of three examples two decide
        answers.example(RgbImage.gray(30, 20, new byte[600]), PromptKind.BOX.of(HEART));
        answers.example(
                RgbImage.gray(30, 20, new byte[600]), PromptKind.BOX.of(Mask.rectangle(SIZE, new Box(16, 2, 28, 18))));
        assertThat(answers.answer(RgbImage.gray(30, 20, new byte[600]))).isEqualTo(HEART);
    }

    @ParameterizedTest
    @CsvSource({"1, 10, 1", "3, 10, 3", "50, 10, 9", "25%, 8, 2", "100%, 8, 7", "1%, 8, 1", "2, 2, 1"})
    void thereIsAlwaysAnExampleAndAnImageToFindItOn(String text, int images, int expected) {
        Examples examples = Examples.parse(text);
        assertThat(examples.choose(images)).hasSize(expected).startsWith(0).doesNotHaveDuplicates();
        assertThat(examples.choose(images)).allMatch(i -> i >= 0 && i < images);
    }

    @Test
    void examplesThatMakeNoSenseAreRefused() {
        for (String text : List.of("0", "-1", "0%", "101%", "NaN%", "some", "%")) {
            assertThatThrownBy(() -> Examples.parse(text)).as(text).isInstanceOf(UserError.class);
        }
        assertThatThrownBy(() -> protocol(PromptKind.BOX, new Examples.Count(1), 0))
                .isInstanceOf(UserError.class);
    }

    @Test
    void theTableOfAnAblationComparesEachRowWithTheFirst() {
        Map<String, CollectionSegmenter> rows = new LinkedHashMap<>();
        rows.put("base", new Stub(Mask.empty(SIZE)));
        rows.put("+ eyes", new Stub(HEART));
        List<Dataset> twice = List.of(Dataset.open(folder), Dataset.open(folder));
        Ablation ablation =
                Ablation.run("stub", twice, CollectionProtocol.STANDARD, rows, Split.TEST, 5, Progress.NONE);
        JsonObject json = JsonParser.parseString(ablation.toJson()).getAsJsonObject();
        JsonArray list = json.getAsJsonArray("rows");
        assertThat(list).hasSize(4);
        JsonObject base = list.get(0).getAsJsonObject();
        JsonObject eyes = list.get(3).getAsJsonObject();
        double gain = eyes.get("dice").getAsDouble() - base.get("dice").getAsDouble();
        assertThat(eyes.get("gain").getAsDouble()).isCloseTo(gain, within(1e-9));
        assertThat(base.get("gain").getAsDouble()).isZero();
        assertThat(eyes.getAsJsonArray("diceInterval")).hasSize(2);
        assertThat(ablation.toMarkdown().lines().toList())
                .anyMatch(line -> line.startsWith("| base | 0."))
                .anyMatch(
                        line -> line.startsWith("| + eyes | 0.") && line.contains("[") && line.contains("clean 0 of 4"))
                .contains("| | organs (4) | organs (4) |");
    }
}
