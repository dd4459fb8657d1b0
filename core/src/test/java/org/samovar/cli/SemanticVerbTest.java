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
import org.samovar.image.LabelVolume;
import org.samovar.image.RgbImage;
import org.samovar.image.Volume;
import org.samovar.image.io.Images;
import org.samovar.image.io.LabelVolumes;
import org.samovar.image.io.Labels;
import org.samovar.image.io.Volumes;
import org.samovar.method.Framing;
import org.samovar.method.PatchShape;
import org.samovar.testing.SmallSystem;

class SemanticVerbTest {
    @TempDir
    Path folder;

    private String system(int depth, int side) {
        PatchShape patch = new PatchShape(1, depth, side, side);
        return SmallSystem.write(folder, SmallSystem.spec(patch, Framing.WINDOWS, "stone"))
                .toString();
    }

    @Test
    void aVolumeIsSegmentedAndKeepsItsGeometry() throws IOException {
        VolumeFolder.write(folder, "xyz");
        Path volume = folder.resolve("images/a.nii.gz");
        Path out = folder.resolve("out/a.nrrd");

        Invocation run = Invocation.of("semantic", volume.toString(), "--model", system(8, 16), "-o", out.toString());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("Wrote " + out).contains("1 stone: ");
        LabelVolume labels = LabelVolumes.read(out);
        Volume source = Volumes.read(volume);
        assertThat(labels.size()).isEqualTo(source.size());
        assertThat(labels.geometry().spacing(Axis.Z))
                .isEqualTo(source.geometry().spacing(Axis.Z));
        assertThat(labels.ids()).isSubsetOf(1);
    }

    @Test
    void anImageGivesAPicture() {
        Path image = folder.resolve("cell.png");
        Images.write(RgbImage.gray(40, 30, new byte[1200]), image);
        Path out = folder.resolve("labels.png");

        Invocation run =
                Invocation.of("semantic", image.toString(), "--mirror", "--model", system(1, 16), "-o", out.toString());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Labels.read(out).size()).hasToString("40 x 30");
    }

    @Test
    void whatCannotBeWrittenIsRefusedBeforeAnythingIsDone() throws IOException {
        VolumeFolder.write(folder, "xyz");
        String volume = folder.resolve("images/a.nii.gz").toString();

        Invocation picture = Invocation.of("semantic", volume, "--model", "none", "-o", folder.resolve("a.png") + "");
        assertThat(picture.messages()).singleElement().asString().contains("a PNG file has one slice");
        Invocation ending = Invocation.of("semantic", volume, "--model", "none", "-o", folder.resolve("a.xyz") + "");
        assertThat(ending.messages()).singleElement().asString().contains("its name must end in");
        assertThat(ending.code()).isEqualTo(1);
    }

    @Test
    void withoutAModelItSaysWhatIsNeeded() {
        Path image = folder.resolve("cell.png");
        Images.write(RgbImage.gray(40, 30, new byte[1200]), image);

        Invocation run = Invocation.of("semantic", image.toString(), "-o", folder.resolve("l.tif") + "");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.messages())
                .singleElement()
                .asString()
                .contains("samovar-nano")
                .contains("needs prompts");
    }

    @Test
    void aSystemIsMeasuredOnVolumes() throws IOException {
        VolumeFolder.write(folder, "xyz");
        Path json = folder.resolve("out.json");

        Invocation run = Invocation.of(
                "evaluate",
                folder.toString(),
                "--protocol",
                "semantic",
                "--model",
                system(8, 16),
                "--json",
                json.toString());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("pyramid, semantic, test split").contains("stone");
        JsonObject report = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
        assertThat(report.get("unit").getAsString()).isEqualTo("mm");
        assertThat(report.getAsJsonObject("classes").keySet()).containsExactly("stone");
    }

    @Test
    void optionsOfOtherProtocolsAreRefused() {
        Invocation mirror = Invocation.of("evaluate", folder.toString(), "--mirror");
        assertThat(mirror.messages()).singleElement().asString().contains("--mirror is for systems without prompts");
        Invocation baseline =
                Invocation.of("evaluate", folder.toString(), "--protocol", "semantic", "--baseline", "otsu");
        assertThat(baseline.messages()).singleElement().asString().contains("--baseline is for protocols with prompts");
    }

    @Test
    void aSystemCanBeLookedAtAndKept() {
        String system = system(8, 16);

        assertThat(Invocation.of("models", "info", system).out()).contains("prompt-free unet that finds stone");
    }
}
