package org.samovar.evaluate.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.samovar.evaluate.ItemScore;
import org.samovar.evaluate.Protocol;
import org.samovar.evaluate.Report;
import org.samovar.geometry.Axis;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.image.Image;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.RgbImage;
import org.samovar.image.Volume;
import org.samovar.train.Trainer;
import org.samovar.train.data.Split;

class ComparisonTest {
    private static Report report(String model, double... dice) {
        List<ItemScore> items = new ArrayList<>();
        for (int i = 0; i < dice.length; i++) {
            items.add(new ItemScore(
                    "case" + i,
                    2,
                    dice[i],
                    dice[i] / 2,
                    OptionalDouble.of(1),
                    0,
                    Optional.empty(),
                    List.of(),
                    Map.of("left", dice[i])));
        }
        return new Report("organs", model, Protocol.BOX, Split.TEST, items, Map.of(), 6, "mm", Map.of());
    }

    private static final Comparison COMPARISON = new Comparison(List.of(
            new Comparison.Row(
                    "plain", report("a", 0.5, 0.75, 0.25), Optional.of(new Trainer.Outcome(1200, 3400, 99, 2.5))),
            new Comparison.Row("better", report("b", 0.625, 0.875, 0.375), Optional.empty())));

    @Test
    void everySystemHasALineAndThoseAfterTheFirstSayWhatTheyAreAboveIt() {
        List<String> lines = COMPARISON.toMarkdown().lines().toList();
        assertThat(lines.get(0)).startsWith("organs, test split, 3 items.");
        assertThat(lines.get(2)).startsWith("| system | Dice | left | HD95 (mm) |");
        assertThat(lines.get(4))
                .startsWith("| plain | 0.500 (")
                .endsWith(" | 0.500 | 1.0 | 1,200 of 3,400 | 2.5, 99 | 2.0 |");
        assertThat(lines.get(5))
                .startsWith("| better | 0.625 (")
                .contains(" [+0.125, +0.125 to +0.125] |")
                .endsWith("| - | - | 2.0 |");
        assertThat(lines)
                .allSatisfy(line ->
                        assertThat(line.chars().filter(c -> c == '|').count()).isIn(0L, 8L));
    }

    @Test
    void whatWasMissedOrNotScoredIsSaid() {
        ItemScore half = new ItemScore(
                "case0",
                2,
                0.4,
                0.3,
                OptionalDouble.of(2),
                1,
                Optional.empty(),
                List.of(),
                Map.of("left", 0.8, "right", 0.0));
        Report report = new Report(
                "organs",
                "a",
                Protocol.SEMANTIC,
                Split.TEST,
                List.of(half),
                Map.of("case1", "case1: It is torn."),
                6,
                "mm",
                Map.of());
        String text = new Comparison(List.of(new Comparison.Row("plain", report, Optional.empty()))).toMarkdown();
        assertThat(text)
                .contains("| 0.800 | 0.000 | 2.0 (without 1) |")
                .contains("plain: not scored: case1: It is torn.");
    }

    @Test
    void severalDatasetsMakeOneTableWithAMeanForSystemsThatWereMeasuredOnAll() {
        Comparison other = new Comparison(List.of(new Comparison.Row("better", report("b", 0.25), Optional.empty())));
        Map<String, Comparison> both = new LinkedHashMap<>();
        both.put("organs", COMPARISON);
        both.put("cells", other);
        List<String> lines = Comparison.overview(both).lines().toList();
        assertThat(lines.get(2))
                .isEqualTo("| system | [organs](organs/report.md) (3) | [cells](cells/report.md) (1) | mean |");
        assertThat(lines.get(4)).startsWith("| plain | 0.500 (").endsWith(") | - | - |");
        assertThat(lines.get(5))
                .startsWith("| better | 0.625 (")
                .contains("| 0.250 (")
                .endsWith("| 0.438 |");
    }

    @Test
    void jsonHasTheReportsWhole() {
        JsonObject json = new Gson().fromJson(COMPARISON.toJson(), JsonObject.class);
        JsonObject second = json.getAsJsonArray("rows").get(1).getAsJsonObject();
        assertThat(second.getAsJsonObject("gain").get("mean").getAsDouble()).isEqualTo(0.125);
        assertThat(second.getAsJsonObject("report").getAsJsonArray("items")).hasSize(3);
        assertThat(second.get("training").isJsonNull()).isTrue();
    }

    @Test
    void theBestTheMedianAndTheWorstAreTold() {
        assertThat(Gallery.telling(report("a", 0.5, 0.75, 0.25).items()))
                .containsExactlyInAnyOrderEntriesOf(Map.of("best", "case1", "median", "case0", "worst", "case2"));
        assertThat(Gallery.telling(List.of())).isEmpty();
    }

    @Test
    void aPictureShowsTheFullestSliceBesideWhatIsTrueAndWhatWasFound() {
        float[] gray = new float[12];
        Image dark = Image.gray(4, 3, gray);
        int[] one = new int[12];
        one[5] = 1;
        int[] two = new int[12];
        two[5] = 1;
        two[6] = 1;
        VolumeGeometry geometry = VolumeGeometry.PIXELS;
        Volume volume = Volume.ofSlices(List.of(dark, dark), Axis.Z, geometry);
        LabelVolume truth =
                LabelVolume.ofSlices(List.of(LabelMap.of(4, 3, one), LabelMap.of(4, 3, two)), Axis.Z, geometry);
        LabelVolume found =
                LabelVolume.ofSlices(List.of(LabelMap.of(4, 3, two), LabelMap.of(4, 3, one)), Axis.Z, geometry);
        RgbImage picture = Gallery.of(volume, truth, found, Axis.Z);
        int factor = 60;
        assertThat(picture.width()).isEqualTo(3 * 4 * factor + 8);
        int y = factor + 1;
        int step = 4 * factor + 4;
        assertThat(isColoured(picture, 2 * factor + 1, y)).isFalse();
        assertThat(isColoured(picture, step + 2 * factor + 1, y)).isTrue();
        assertThat(isColoured(picture, 2 * step + 2 * factor + 1, y)).isFalse();
        assertThat(isColoured(picture, 2 * step + factor + 1, y)).isTrue();
    }

    private static boolean isColoured(RgbImage picture, int x, int y) {
        return picture.get(x, y, 0) + picture.get(x, y, 1) + picture.get(x, y, 2) > 0;
    }
}
