package org.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.evaluate.volume.VolumeFolder;

/** {@code evaluate} by the protocol on volumes. */
class EvaluateVolumesTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        VolumeFolder.write(folder, "xyz");
    }

    private Invocation evaluate(String... options) {
        String[] all = new String[options.length + 4];
        all[0] = "evaluate";
        all[1] = folder.toString();
        all[2] = "--protocol";
        all[3] = "propagate";
        System.arraycopy(options, 0, all, 4, options.length);
        return Invocation.of(all);
    }

    @Test
    void aClassicalMethodIsMeasuredOnVolumes() throws IOException {
        Path json = folder.resolve("out.json");
        Invocation run = evaluate(
                "--baseline",
                "box",
                "--prompt",
                "box",
                "--slices",
                "middle",
                "--range",
                "object",
                "--json",
                json.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("1 volumes", "range object", " mm");
        JsonObject report = JsonParser.parseString(Files.readString(json)).getAsJsonObject();
        assertThat(report.getAsJsonObject("mean").get("dice").getAsDouble()).isBetween(0.8, 0.99);
    }

    @Test
    void theCurveOverTheShareOfPromptedSlicesIsWritten() {
        Path out = folder.resolve("curve");
        Invocation run = evaluate("--baseline", "box", "--curve", out.toString(), "--axis", "y");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().lines()).hasSize(7);
        assertThat(out.resolve("curve.json")).exists();
        assertThat(out.resolve("curve.csv")).exists();
        assertThat(out.resolve("curve.png")).exists();
    }

    @Test
    void aModelIsMeasuredRoundByRound() {
        Path model = SmallModel.writeRemembering(folder);
        Invocation run =
                evaluate("--model", model.toString(), "--corrections", "1", "--prompt", "mask", "--range", "object");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).containsPattern("Dice after each round: \\d\\.\\d{3} \\d\\.\\d{3}");
    }

    @Test
    void theMasksOfAModelAreCopied() {
        Path model = SmallModel.writeRemembering(folder);
        Invocation run = evaluate("--model", model.toString(), "--baseline", "copy");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("small.safetensors, copied");
    }

    @Test
    void howObjectsAreFollowedIsAnOptionAndPartOfTheReport() {
        Path model = SmallModel.writeRemembering(folder);
        Invocation sorted = evaluate("--model", model.toString(), "--bank", "selfsorting", "--capacity", "2");
        assertThat(sorted.code()).as(sorted.err()).isZero();
        assertThat(sorted.out()).contains("bank selfsorting").contains("capacity 2");
        Invocation projected = evaluate("--model", model.toString(), "--project", "box");
        assertThat(projected.code()).as(projected.err()).isZero();
        assertThat(projected.out()).contains("project box");
        refused(evaluate("--model", model.toString(), "--project", "box", "--bank", "fifo"), 1, "nothing is");
        refused(evaluate("--model", model.toString(), "--capacity", "2"), 1, "The bank fifo has no such option");
    }

    @Test
    void whatMakesNoSenseIsRefusedInOneSentence() {
        refused(evaluate("--slices", "some", "--baseline", "box"), 1, "largest, middle");
        refused(evaluate("--corrections", "-1", "--baseline", "box"), 1, "-1 corrections");
        refused(evaluate("--axis", "t", "--baseline", "box"), 1, "Not one");
        refused(evaluate("--prompt", "word"), 2, "box, click, mask");
        refused(Invocation.of("evaluate", folder.toString(), "--slices", "3"), 1, "--slices is for volumes");
        refused(Invocation.of("evaluate", folder.toString(), "--baseline", "copy"), 1, "--protocol propagate");
    }

    private static void refused(Invocation run, int code, String part) {
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        assertThat(run.err()).startsWith("samovar: ").contains(part).doesNotContain("\tat ");
    }
}
