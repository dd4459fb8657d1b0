package org.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.image.LabelMap;
import org.samovar.image.RgbImage;
import org.samovar.image.io.Images;
import org.samovar.image.io.Labels;

class SegmentVerbTest {
    @TempDir
    static Path folder;

    private static Path image;
    private static Path model;

    @BeforeAll
    static void makeInputs() {
        image = folder.resolve("dots.png");
        byte[] gray = new byte[60 * 40];
        Arrays.fill(gray, 600, 1200, (byte) 200);
        Images.write(RgbImage.gray(60, 40, gray), image);
        model = SmallModel.write(folder);
    }

    private static Invocation segment(String... more) {
        return run("segment", more);
    }

    private static Invocation run(String verb, String... more) {
        String[] start = {verb, image.toString(), "--model", model.toString()};
        String[] all = Arrays.copyOf(start, start.length + more.length);
        System.arraycopy(more, 0, all, start.length, more.length);
        return Invocation.of(all);
    }

    private static String out(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void aFolderGetsLabelsOverlayAndScores() throws IOException {
        Invocation run = segment("--box", "10,10,30,30", "-o", out("all"));
        assertThat(run.messages()).isEmpty();
        assertThat(run.code()).isZero();
        LabelMap labels = Labels.read(folder.resolve("all/dots-labels.tif"));
        assertThat(labels.size().toString()).isEqualTo("60 x 40");
        assertThat(Images.read(folder.resolve("all/dots-overlay.png")).width()).isEqualTo(60);
        JsonObject json = JsonParser.parseString(Files.readString(folder.resolve("all/dots.json")))
                .getAsJsonObject();
        JsonObject object = json.getAsJsonArray("objects").get(0).getAsJsonObject();
        assertThat(object.get("area").getAsInt()).isEqualTo(labels.mask(1).area());
        assertThat(object.getAsJsonArray("counts").asList().stream()
                        .mapToInt(e -> e.getAsInt())
                        .sum())
                .isEqualTo(60 * 40);
    }

    @Test
    void theEndingChoosesOneFile() {
        assertThat(segment("--point", "20,20", "--point", "50,5,-", "-o", out("labels.png"))
                        .code())
                .isZero();
        assertThat(Labels.read(folder.resolve("labels.png")).width()).isEqualTo(60);
        assertThat(segment("--point", "20,20", "-o", out("objects.json")).code())
                .isZero();
        assertThat(folder.resolve("objects.json")).content().startsWith("{\"image\":\"dots.png\"");
    }

    @Test
    void everythingNeedsNoPrompt() {
        Invocation run = run("everything", "-o", out("every"));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(folder.resolve("every/dots-labels.tif")).isRegularFile();
        assertThat(folder.resolve("every/dots.json")).content().contains("\"objects\":[");
    }

    /** Random weights are sure of nothing, so this is the embedded model. */
    @Test
    void everythingLeavesOutWhatTheLeastScoreSays() throws IOException {
        Path discs = folder.resolve("discs.png");
        byte[] gray = new byte[96 * 64];
        for (int i = 0; i < gray.length; i++) {
            gray[i] = (byte) (Math.hypot(i % 96 % 48 - 24, i / 96 - 32) < 12 ? 200 : 20);
        }
        Images.write(RgbImage.gray(96, 64, gray), discs);
        assertThat(Invocation.of("everything", discs.toString(), "-o", out("all.json"))
                        .code())
                .isZero();
        assertThat(folder.resolve("all.json")).content().contains("\"objects\":[{");
        assertThat(Invocation.of("everything", discs.toString(), "--least-score", "1", "-o", out("none.json"))
                        .code())
                .isZero();
        assertThat(folder.resolve("none.json")).content().contains("\"objects\":[]");
    }

    @Test
    void aLeastScoreThatMakesNoSenseIsOneSentence() {
        Invocation percent = run("everything", "--least-score", "60", "-o", out("x"));
        assertThat(percent.code()).isEqualTo(1);
        assertThat(percent.err()).startsWith("samovar: The least score must be between 0 and 1, but is 60.0.");
        Invocation decoder = run("everything", "--least-score", "0.6", "--decoder", "-o", out("x"));
        assertThat(decoder.code()).isEqualTo(1);
        assertThat(decoder.err()).startsWith("samovar: --least-score is about clicks");
        assertThat(run("everything", "--least-score", "sure", "-o", out("x")).code())
                .isEqualTo(2);
    }

    @Test
    void cudaOnAMachineWithoutIsOneLineAndGoesOn() {
        Invocation run = segment("--point", "20,20", "--device", "cuda", "-o", out("cuda.tif"));
        assertThat(run.code()).isZero();
        assertThat(run.messages()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void anOutputThatCannotBeWrittenIsRefusedBeforeAnythingIsDone() throws IOException {
        refused("none of .tif, .png and .json", "--point", "1,1", "-o", out("labels.jpg"));
        refused("is a file, not a folder", "--point", "1,1", "-o", image + "/labels.png");
        byte[] before = Files.readAllBytes(image);
        refused("it is the file that is read", "--point", "1,1", "-o", image.toString());
        assertThat(image).hasBinaryContent(before);
        assertThat(folder.resolve("labels.jpg")).doesNotExist();
    }

    @Test
    void choicesAreInLowerCaseInHelpAndErrors() {
        Invocation help = Invocation.of("segment", "--help");
        assertThat(help.out())
                .contains("auto, cpu, cuda, mps")
                .contains("float32, bfloat16, float16 (default: float32)");
        Invocation run = segment("--point", "1,1", "--device", "tpu", "-o", out("x"));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("'tpu' is none of auto, cpu, cuda, mps");
        assertThat(segment("--point", "20,20", "--device", "CPU", "-o", out("cpu.tif"))
                        .code())
                .isZero();
    }

    @Test
    void promptsThatMakeNoSenseAreOneSentence() {
        refused("is not of the form", "--box", "1,2,3", "-o", out("x"));
        refused("not a number", "--point", "a,b", "-o", out("x"));
        refused("is empty", "--box", "20,20,20,30", "-o", out("x"));
        refused("outside the image", "--point", "60,20", "-o", out("x"));
        refused("no prompt", "-o", out("x"));
    }

    @Test
    void aMaskOfAnotherSizeIsRefused() {
        Path mask = folder.resolve("mask.png");
        Labels.write(LabelMap.of(2, 2, new int[] {0, 1, 0, 0}), mask);
        refused("2 x 2", "--mask", mask.toString(), "-o", out("x"));
    }

    @Test
    void filesThatAreMissingOrDamagedAreNamed() throws IOException {
        Path damaged = Files.write(folder.resolve("damaged.png"), Arrays.copyOf(Files.readAllBytes(image), 60));
        for (String file : new String[] {damaged.toString(), out("nowhere.png"), model.toString()}) {
            Invocation run =
                    Invocation.of("segment", file, "--point", "1,1", "--model", model.toString(), "-o", out("x"));
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains(file).doesNotContain("\tat ");
        }
    }

    @Test
    void modelsThatAreUnknownAbsentOrNoWeightsAreNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("text.pt"), "not weights");
        for (String name : new String[] {"no-such-model", text.toString()}) {
            Invocation run =
                    Invocation.of("segment", image.toString(), "--point", "1,1", "--model", name, "-o", out("x"));
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err())
                    .contains(Path.of(name).getFileName().toString())
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void theStackTraceComesOnlyWhenAskedFor() {
        assertThat(segment("--box", "1,2,3", "-o", out("x")).err()).doesNotContain("\tat ");
        assertThat(segment("--trace", "--box", "1,2,3", "-o", out("x")).err()).contains("\tat org.samovar");
    }

    private static void refused(String part, String... arguments) {
        Invocation run = segment(arguments);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains(part).startsWith("samovar: ").doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }
}
