package org.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.evaluate.volume.VolumeFolder;
import org.samovar.geometry.Axis;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.RgbImage;
import org.samovar.image.io.Images;
import org.samovar.image.io.LabelVolumes;
import org.samovar.image.io.Labels;
import org.samovar.image.io.Volumes;
import org.samovar.testing.SmallSupport;

class SupportVerbTest {
    private static final int SIDE = 24;

    @TempDir
    Path folder;

    private void image(String name, int label) {
        byte[] pixels = new byte[SIDE * SIDE];
        new java.util.Random(name.hashCode()).nextBytes(pixels);
        Images.write(RgbImage.gray(SIDE, SIDE, pixels), folder.resolve("images/" + name + ".png"));
        if (label > 0) {
            int[] ids = new int[SIDE * SIDE];
            java.util.Arrays.fill(ids, 0, ids.length / 2, label);
            Labels.write(LabelMap.of(SIDE, SIDE, ids), folder.resolve("labels/" + name + ".png"));
        }
    }

    private Invocation support(String... more) {
        String[] all = new String[more.length + 5];
        all[0] = "support";
        all[1] = folder.toString();
        System.arraycopy(more, 0, all, 2, more.length);
        all[all.length - 3] = "--model=" + SmallSupport.write(folder);
        all[all.length - 2] = "-o";
        all[all.length - 1] = folder.resolve("out").toString();
        return Invocation.of(all);
    }

    @Test
    void imagesAreSegmentedByThoseOfAFolder() {
        image("a", 3);
        image("b", 3);
        image("new", 0);

        Invocation run = support(folder.resolve("images/new.png").toString());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.messages()).contains("samovar: 2 examples of class 3");
        assertThat(run.out()).contains("new.png: ").contains("Wrote the labels of 1 files");
        assertThat(Labels.read(folder.resolve("out/new-labels.tif")).ids()).isSubsetOf(3);
        assertThat(folder.resolve("out/new-overlay.png")).exists();
        assertThat(folder.resolve("out/new.json")).exists();
    }

    @Test
    void aVolumeIsSegmentedByAVolumeAndKeepsItsGeometry() throws IOException {
        VolumeFolder.write(folder, "xyz");
        Path volume = folder.resolve("images/a.nii.gz");

        Invocation run = support(volume.toString(), "--sweep=forward", "--neighbours=2", "--slice-memory=newest");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.messages()).contains("samovar: 12 examples of stone");
        LabelVolume labels = LabelVolumes.read(folder.resolve("out/a-labels.nii.gz"));
        assertThat(labels.size()).isEqualTo(Volumes.read(volume).size());
        assertThat(labels.geometry().spacing(Axis.Z))
                .isEqualTo(Volumes.read(volume).geometry().spacing(Axis.Z));
        assertThat(labels.ids()).isSubsetOf(1);
    }

    @Test
    void aFileThatCannotBeReadLeavesTheOthers() throws IOException {
        image("a", 1);
        image("new", 0);
        Path broken = Files.writeString(folder.resolve("broken.png"), "no picture");

        Invocation run =
                support(broken.toString(), folder.resolve("images/new.png").toString());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.messages()).anyMatch(line -> line.contains("broken.png"));
        assertThat(folder.resolve("out/new-labels.tif")).exists();
    }

    @Test
    void anExampleOfAnotherSizeThanItsLabelsIsNamed() {
        image("a", 1);
        image("new", 0);
        Labels.write(LabelMap.of(2, 1, new int[] {0, 1}), folder.resolve("labels/a.png"));

        Invocation run = support(folder.resolve("images/new.png").toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.messages()).contains("samovar: The image a has 24 x 24 pixels, its labels have 2 x 1.");
    }

    @Test
    void aNetworkWithAMemoryTakesSupportSetsUntrained() {
        image("a", 1);
        image("new", 0);

        Invocation run = Invocation.of(
                "support",
                folder.toString(),
                folder.resolve("images/new.png").toString(),
                "--model",
                SmallModel.writeRemembering(folder).toString(),
                "-o",
                folder.resolve("out").toString());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.messages()).anyMatch(line -> line.contains("has not been trained for support sets"));
    }

    @Test
    void aNetworkWithoutAMemoryIsRefused() {
        image("a", 1);
        image("new", 0);

        Invocation run = Invocation.of(
                "support",
                folder.toString(),
                folder.resolve("images/new.png").toString(),
                "--model",
                SmallModel.write(folder).toString(),
                "-o",
                folder.resolve("out").toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.messages()).singleElement().asString().contains("cannot use a support set");
    }

    @Test
    void whatMakesNoSenseIsRefusedInOneLine() throws IOException {
        image("a", 1);
        image("new", 0);
        String file = folder.resolve("images/new.png").toString();
        assertThat(support(file, "--size=0").messages())
                .singleElement()
                .asString()
                .contains("leaves no example");
        assertThat(support(file, "--neighbours=0").messages())
                .singleElement()
                .asString()
                .contains("--neighbours 0");
        assertThat(support(file, "--target=liver").messages())
                .singleElement()
                .asString()
                .contains("no examples of 'liver'");
        assertThat(support(folder.resolve("none.png").toString()).code()).isEqualTo(1);
    }

    @Test
    void supportSetsOfSeveralSizesMakeACurve() throws IOException {
        VolumeFolder.write(folder, "xyz");
        for (String part : new String[] {"images", "labels"}) {
            Files.copy(folder.resolve(part + "/a.nii.gz"), folder.resolve(part + "/b.nii.gz"));
        }
        String text = Files.readString(folder.resolve("dataset.json"));
        Files.writeString(folder.resolve("dataset.json"), text.replace("\"train\": []", "\"train\": [\"b\"]"));
        Path json = folder.resolve("out.json");

        Invocation run = Invocation.of(
                "evaluate",
                folder.toString(),
                "--protocol=support",
                "--support=1,2",
                "--draws=1",
                "--sweep=forward",
                "--curve",
                folder.resolve("curve").toString(),
                "--json",
                json.toString(),
                "--model",
                SmallSupport.write(folder).toString());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("by the size of the support set");
        JsonObject report = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
        assertThat(report.getAsJsonArray("sizes")).hasSize(2);
        assertThat(folder.resolve("curve/curve.png")).exists();
    }

    @Test
    void optionsOfOtherProtocolsAndTheSplitThatIsScoredAreRefused() throws IOException {
        assertThat(Invocation.of("evaluate", folder.toString(), "--draws=2").messages())
                .singleElement()
                .asString()
                .contains("--draws is for support sets");
        assertThat(Invocation.of("evaluate", folder.toString(), "--neighbours=2")
                        .messages())
                .singleElement()
                .asString()
                .contains("--neighbours is for support sets");
        VolumeFolder.write(folder, "xyz");
        String model = SmallSupport.write(folder).toString();
        assertThat(Invocation.of(
                                "evaluate",
                                folder.toString(),
                                "--protocol=support",
                                "--support-from=test",
                                "--model",
                                model)
                        .messages())
                .singleElement()
                .asString()
                .contains("would be among those that are scored");
        assertThat(Invocation.of("segment", folder.resolve("images/a.png").toString(), "--model", model)
                        .code())
                .isNotZero();
    }

    @Test
    void aTrainedFileSaysWhatItIsFor() {
        String model = SmallSupport.write(folder).toString();
        assertThat(Invocation.of("models", "info", model).out()).contains("support sets");
        image("a", 1);
        Invocation prompted = Invocation.of(
                "segment",
                folder.resolve("images/a.png").toString(),
                "--point=3,3",
                "--model",
                model,
                "-o",
                folder.resolve("out").toString());
        assertThat(prompted.messages()).singleElement().asString().contains("was trained for support sets");
    }
}
