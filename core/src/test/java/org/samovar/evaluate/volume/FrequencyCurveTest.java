package org.samovar.evaluate.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.evaluate.Baseline;
import org.samovar.evaluate.PromptKind;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.image.Mask;
import org.samovar.image.RunLengthMask;
import org.samovar.image.VolumeMask;
import org.samovar.image.io.Images;
import org.samovar.predict.Progress;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.Split;

class FrequencyCurveTest {
    @TempDir
    private Path folder;

    @Test
    void moreGivenMasksMakeCopiesBetterAndAllMakeThemRight() throws IOException {
        VolumeFolder.write(folder, "xyz");
        VolumeProtocol protocol =
                new VolumeProtocol(PromptKind.MASK, new PromptedSlices.Largest(), Extent.OBJECT, 0, Optional.empty());

        FrequencyCurve curve = FrequencyCurve.of(
                Dataset.open(folder),
                protocol,
                List.of(CarriedVolumes.copying(Baseline.BOX), CarriedVolumes.boxByBox(Baseline.BOX)),
                Split.TEST,
                1,
                Progress.NONE);
        Path out = folder.resolve("curve");
        curve.write(out);

        List<VolumeReport> points = curve.curves().get(0).points();
        assertThat(points).extracting(VolumeReport::promptedShare).isSorted().endsWith(1.0);
        assertThat(points.get(5).report().dice()).hasValue(1);
        assertThat(points.get(2).report().dice().orElseThrow())
                .isLessThan(points.get(4).report().dice().orElseThrow());
        JsonObject json = JsonParser.parseString(Files.readString(out.resolve("curve.json")))
                .getAsJsonObject();
        JsonArray curves = json.getAsJsonArray("curves");
        assertThat(curves).hasSize(2);
        assertThat(curves.get(0).getAsJsonObject().getAsJsonArray("points")).hasSize(6);
        assertThat(Files.readAllLines(out.resolve("curve.csv")))
                .hasSize(13)
                .startsWith("model,slices,share,dice,low,high,iou,n")
                .contains("\"box, copied\",1,1.0000,1.0000,1.0000,1.0000,1.0000,1");
        assertThat(Images.read(out.resolve("curve.png")).width()).isEqualTo(800);
        assertThat(curve.toTable().lines()).hasSize(13);
    }

    @Test
    void everyNthSliceIsNeverFarFromAnySlice() {
        VolumeMask object = present(3, 12);
        assertThat(new PromptedSlices.Every(1).of(object)).hasSize(10);
        assertThat(new PromptedSlices.Every(3).of(object)).containsExactly(4, 7, 10);
        assertThat(new PromptedSlices.Every(10).of(object)).containsExactly(7);
        assertThat(new PromptedSlices.Every(11).of(object)).containsExactly(7);
        assertThat(new PromptedSlices.Middle().of(object)).containsExactly(7);
        assertThat(new PromptedSlices.Largest().of(object)).containsExactly(3);
        assertThat(PromptedSlices.parse("3")).isEqualTo(new PromptedSlices.Every(3));
        assertThatThrownBy(() -> PromptedSlices.parse("some"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("largest, middle");
        assertThatThrownBy(() -> PromptedSlices.parse("0")).isInstanceOf(UserError.class);
    }

    private static VolumeMask present(int first, int last) {
        Size size = new Size(2, 2);
        return VolumeMask.of(Collections.nCopies(15, RunLengthMask.of(Mask.where(size, (x, y) -> true))))
                .within(first, last);
    }
}
