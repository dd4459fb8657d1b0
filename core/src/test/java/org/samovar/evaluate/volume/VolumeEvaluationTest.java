package org.samovar.evaluate.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.evaluate.Baseline;
import org.samovar.evaluate.PromptKind;
import org.samovar.evaluate.Report;
import org.samovar.geometry.Axis;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.Mask;
import org.samovar.image.RunLengthMask;
import org.samovar.image.VolumeMask;
import org.samovar.image.io.LabelVolumes;
import org.samovar.predict.Progress;
import org.samovar.predict.SliceRange;
import org.samovar.predict.SliceSequence;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.PromptSet;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.Split;

class VolumeEvaluationTest {
    private static final VolumeProtocol STANDARD = VolumeProtocol.STANDARD;

    @TempDir
    private Path folder;

    /** Knows the truth of each slice on which it was ever prompted, and nothing of the others; remembers what it was told. */
    private static final class Pupil implements VolumeSegmenter {
        private final Map<Integer, PromptSet> told = new TreeMap<>();
        private final List<SliceRange> ranges = new ArrayList<>();

        @Override
        public String label() {
            return "pupil";
        }

        @Override
        public Answers open(VolumeView view) {
            SliceSequence slices = view.slices();
            return new Answers() {
                private final Map<Integer, RunLengthMask> known = new HashMap<>();

                @Override
                public void prompt(int object, int slice, PromptSet prompts) {
                    told.put(slice, prompts);
                    known.put(slice, RunLengthMask.of(VolumeFolder.masks().get(slice)));
                }

                @Override
                public void propagate(SliceRange range, Progress progress) {
                    ranges.add(range);
                    progress.step(1, 1, "");
                }

                @Override
                public VolumeMask mask(int object) {
                    RunLengthMask nothing = RunLengthMask.of(Mask.empty(slices.size()));
                    return VolumeMask.of(IntStream.range(0, slices.count())
                            .mapToObj(i -> known.getOrDefault(i, nothing))
                            .toList());
                }

                @Override
                public void close() {}
            };
        }
    }

    /** Finds nothing. */
    private static final class Blind implements VolumeSegmenter {
        @Override
        public String label() {
            return "blind";
        }

        @Override
        public Answers open(VolumeView view) {
            SliceSequence slices = view.slices();
            return new Answers() {
                @Override
                public void prompt(int object, int slice, PromptSet prompts) {}

                @Override
                public void propagate(SliceRange range, Progress progress) {}

                @Override
                public VolumeMask mask(int object) {
                    return VolumeMask.empty(slices.size(), slices.count());
                }

                @Override
                public void close() {}
            };
        }
    }

    private VolumeReport run(VolumeProtocol protocol, VolumeSegmenter segmenter) {
        return new VolumeEvaluation(Dataset.open(folder), protocol, segmenter).run(Split.TEST, 9, Progress.NONE);
    }

    private static int area(int slice) {
        return VolumeFolder.masks().get(slice).area();
    }

    private static int allAreas() {
        return IntStream.range(0, VolumeFolder.DEPTH)
                .map(VolumeEvaluationTest::area)
                .sum();
    }

    @Test
    void anObjectIsPromptedOnItsLargestSliceAndScoredOnTheWholeVolume() throws IOException {
        VolumeFolder.write(folder, "xyz");
        Pupil pupil = new Pupil();

        VolumeReport report = run(STANDARD, pupil);

        assertThat(pupil.told.keySet()).containsExactly(VolumeFolder.LAST);
        assertThat(pupil.told.get(VolumeFolder.LAST).box().orElseThrow().toString())
                .isEqualTo("2,1,17,16");
        assertThat(pupil.ranges).containsExactly(new SliceRange(0, VolumeFolder.DEPTH - 1));
        double known = area(VolumeFolder.LAST);
        assertThat(report.report().dice().orElseThrow()).isCloseTo(2 * known / (known + allAreas()), within(1e-12));
        assertThat(report.promptedShare()).isEqualTo(1.0 / 8);
        // the far corner of the first slice, seven slices of 2 mm before
        assertThat(report.report().hd95().orElseThrow()).isBetween(12.0, 14.0);
        assertThat(report.report().diceByClass()).containsOnlyKeys("stone");
    }

    @Test
    void eachCorrectionGoesToTheSliceWithTheLargestErrorAndIsFollowed() throws IOException {
        VolumeFolder.write(folder, "xyz");
        Pupil pupil = new Pupil();

        VolumeReport report = run(
                new VolumeProtocol(PromptKind.BOX, new PromptedSlices.Largest(), Extent.ALL, 8, Optional.empty()),
                pupil);

        assertThat(report.report().rounds()).hasSize(9).isSorted();
        assertThat(report.report().rounds().get(7)).isEqualTo(1);
        assertThat(report.report().rounds().get(1))
                .isLessThan(report.report().rounds().get(2));
        assertThat(pupil.told.keySet()).containsExactly(2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(pupil.told.get(8).prompts()).singleElement().isInstanceOf(PointPrompt.class);
        // there is nothing to follow in the round without an error
        assertThat(pupil.ranges).hasSize(8);
    }

    @Test
    void beyondTheObjectNothingCountsWhereItsSlicesAreKnown() throws IOException {
        VolumeFolder.write(folder, "xyz");
        VolumeProtocol known =
                new VolumeProtocol(PromptKind.MASK, new PromptedSlices.Middle(), Extent.OBJECT, 0, Optional.empty());
        VolumeSegmenter copies = CarriedVolumes.copying(Baseline.BOX);

        double within = run(known, copies).report().dice().orElseThrow();
        double everywhere = run(
                        new VolumeProtocol(
                                PromptKind.MASK, new PromptedSlices.Middle(), Extent.ALL, 0, Optional.empty()),
                        copies)
                .report()
                .dice()
                .orElseThrow();

        int middle = area(5);
        long common = IntStream.rangeClosed(VolumeFolder.FIRST, VolumeFolder.LAST)
                .map(z -> Math.min(middle, area(z)))
                .sum();
        assertThat(within).isCloseTo(2.0 * common / (8.0 * middle + allAreas()), within(1e-12));
        assertThat(everywhere).isCloseTo(2.0 * common / (12.0 * middle + allAreas()), within(1e-12));
    }

    @Test
    void alongAnotherAxisTheSameObjectIsScoredOnTheSameVoxels() throws IOException {
        VolumeFolder.write(folder, "xyz");
        VolumeProtocol alongX =
                new VolumeProtocol(PromptKind.MASK, new PromptedSlices.Every(1), Extent.OBJECT, 0, Optional.of(Axis.X));

        VolumeReport report = run(alongX, CarriedVolumes.copying(Baseline.BOX));

        assertThat(report.report().dice()).hasValue(1);
        assertThat(report.report().settings()).containsEntry("axis", "x");
        assertThat(report.promptedShare()).isEqualTo(1);
    }

    @Test
    void inATimeSeriesDistancesAreWithinPointsInTime() throws IOException {
        VolumeFolder.write(folder, "xyt");

        VolumeReport report = run(STANDARD, new Pupil());

        // right where it is found, and not defined elsewhere
        assertThat(report.report().hd95()).hasValue(0);
        assertThat(run(
                                new VolumeProtocol(
                                        PromptKind.BOX,
                                        new PromptedSlices.Largest(),
                                        Extent.ALL,
                                        0,
                                        Optional.of(Axis.Z)),
                                new Pupil())
                        .report()
                        .skipped())
                .containsValue("The volume a: It is a time series, whose objects are followed through time.");
    }

    @Test
    void theJsonNamesTheSettingsAndTheUnit() throws IOException {
        VolumeFolder.write(folder, "xyz");
        JsonObject json = JsonParser.parseString(
                        run(STANDARD, new Pupil()).report().toJson())
                .getAsJsonObject();
        assertThat(json.get("protocol").getAsString()).isEqualTo("propagate");
        assertThat(json.get("unit").getAsString()).isEqualTo("mm");
        assertThat(json.getAsJsonObject("settings").get("slices").getAsString()).isEqualTo("largest");
        assertThat(json.getAsJsonArray("items")).hasSize(1);
    }

    @Test
    void anObjectThatIsNeverFoundHasNoDistanceAndCounts() throws IOException {
        VolumeFolder.write(folder, "xyz");
        VolumeReport report = run(STANDARD, new Blind());
        assertThat(report.report().dice()).hasValue(0);
        assertThat(report.report().hd95()).isEmpty();
        assertThat(report.report().items().get(0).undefinedHd95()).isEqualTo(1);
        assertThat(report.report().toJson()).contains("\"hd95\": null", "\"undefinedHd95\": 1");
    }

    @Test
    void aVolumeWithLabelsOfAnotherSizeLeavesTheOthers() throws IOException {
        VolumeFolder.write(folder, "xyz");
        Path description = folder.resolve("dataset.json");
        Files.writeString(description, Files.readString(description).replace("[\"a\"]", "[\"a\", \"b\"]"));
        Files.copy(folder.resolve("images/a.nii.gz"), folder.resolve("images/b.nii.gz"));
        LabelVolume flat = LabelVolume.ofSlices(
                List.of(LabelMap.of(2, 2, new int[4]), LabelMap.of(2, 2, new int[4])), Axis.Z, VolumeGeometry.PIXELS);
        LabelVolumes.write(flat, folder.resolve("labels/b.nii.gz"));
        Report report = run(STANDARD, new Pupil()).report();
        assertThat(report.items()).hasSize(1);
        assertThat(report.skipped()).containsOnlyKeys("b");
        assertThat(report.skipped().get("b")).contains("24 x 20 x 12", "2 x 2 x 2");
    }

    @Test
    void imagesAreNoVolumes() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("dataset.json"), "{\"name\": \"none\", \"kind\": \"binary\", \"split\": {}}");
        assertThatThrownBy(() -> run(STANDARD, new Pupil()))
                .isInstanceOf(UserError.class)
                .hasMessage("The dataset none has no volumes in its test split.");
    }

    @Test
    void aCancelledEvaluationEnds() throws IOException {
        VolumeFolder.write(folder, "xyz");
        Progress impatient = new Progress() {
            @Override
            public void report(long done, long total, String what) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        VolumeEvaluation evaluation = new VolumeEvaluation(Dataset.open(folder), STANDARD, new Pupil());
        assertThatThrownBy(() -> evaluation.run(Split.TEST, 1, impatient)).isInstanceOf(CancellationException.class);
    }
}
