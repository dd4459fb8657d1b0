package org.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.Box;
import org.samovar.geometry.Size;
import org.samovar.image.LabelMap;
import org.samovar.image.Mask;
import org.samovar.image.RgbImage;
import org.samovar.image.io.Images;
import org.samovar.image.io.Labels;

class CollectionVerbTest {
    @TempDir
    static Path models;

    private static Path model = Path.of("");

    @TempDir
    Path folder;

    @BeforeAll
    static void writeModel() {
        model = SmallModel.writeRemembering(models);
    }

    @BeforeEach
    void writeImages() {
        SplittableRandom random = new SplittableRandom(2);
        for (Size size : List.of(new Size(60, 48), new Size(31, 50), new Size(40, 40))) {
            byte[] pixels = new byte[3 * size.pixels()];
            random.nextBytes(pixels);
            Images.write(
                    RgbImage.of(size.width(), size.height(), pixels), folder.resolve("in/" + size.width() + ".png"));
        }
        Mask mask = Mask.rectangle(new Size(60, 48), new Box(10, 10, 30, 30));
        Labels.write(LabelMap.of(mask), folder.resolve("mask.png"));
    }

    private Invocation run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("collection", in("60.png")));
        all.addAll(List.of(arguments));
        if (!all.contains("--model")) {
            all.addAll(List.of("--model", model.toString()));
        }
        return Invocation.of(all.toArray(String[]::new));
    }

    private String in(String name) {
        return folder.resolve("in").resolve(name).toString();
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void theOtherImagesOfAFolderAreSegmentedAndWritten() {
        Invocation run = run(at("in"), "--mask", at("mask.png"), "-o", at("out"));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("31.png", "40.png").contains("of 3 images to");
        for (String name : List.of("60", "31", "40")) {
            assertThat(folder.resolve("out/" + name + "-labels.tif")).isRegularFile();
            assertThat(folder.resolve("out/" + name + "-overlay.png")).isRegularFile();
            assertThat(folder.resolve("out/" + name + ".json")).isRegularFile();
        }
        assertThat(Labels.read(folder.resolve("out/31-labels.tif")).size()).isEqualTo(new Size(31, 50));
        assertThat(Labels.read(folder.resolve("out/60-labels.tif")).foreground().area())
                .isEqualTo(400);
    }

    @Test
    void aFileThatIsDamagedOrMissingIsNamedAndTheOthersAreDone() throws IOException {
        Path damaged = Files.write(
                folder.resolve("damaged.png"), Arrays.copyOf(Files.readAllBytes(Path.of(in("31.png"))), 60));
        Invocation run = run(
                damaged.toString(),
                in("31.png"),
                at("nowhere.png"),
                "--mask",
                at("mask.png"),
                "-o",
                at("out"),
                "--joining",
                "off",
                "--bank",
                "fifo");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.messages()).hasSize(2);
        assertThat(run.err()).contains("damaged.png", "nowhere.png").doesNotContain("\tat ");
        assertThat(folder.resolve("out/31-labels.tif")).isRegularFile();
        assertThat(folder.resolve("out/damaged-labels.tif")).doesNotExist();

        Invocation none = run(damaged.toString(), "--mask", at("mask.png"), "-o", at("out2"));
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.err()).contains("Not one of the other images");
    }

    @Test
    void whatMakesNoSenseIsRefusedBeforeAnythingIsWritten() throws IOException {
        Files.copy(Path.of(in("31.png")), folder.resolve("31.png"));
        refused("no prompt", at("in"), "-o", at("out"));
        refused("would both be", in("31.png"), at("31.png"), "--point", "5,5", "-o", at("out"));
        Files.copy(Path.of(in("31.png")), folder.resolve("in/60-overlay.png"));
        refused("take the place of an image", at("in"), "--point", "5,5", "-o", at("in"));
        refused("no images to find", in("60.png"), "--point", "5,5", "-o", at("out"));
        refused("outside the image", at("in"), "--point", "70,5", "-o", at("out"));
        refused(
                "belongs to --bank selfsorting",
                at("in"),
                "--point",
                "5,5",
                "-o",
                at("out"),
                "--bank",
                "fifo",
                "--confidence",
                "0.5");
        refused("not between 0 and 1", at("in"), "--point", "5,5", "-o", at("out"), "--confidence", "2");
        refused("neither a number nor off", at("in"), "--point", "5,5", "-o", at("out"), "--confidence", "no");
        refused("nothing to remember", at("in"), "--point", "5,5", "-o", at("out"), "--capacity", "0");
        refused("is a file, not a folder", at("in"), "--point", "5,5", "-o", at("mask.png"));
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aModelWithoutAMemoryIsRefused() {
        String forgetful = SmallModel.write(folder).toString();
        refused("no memory", at("in"), "--point", "5,5", "-o", at("out"), "--model", forgetful);
    }

    private void refused(String part, String... arguments) {
        Invocation run = run(arguments);
        assertThat(run.code()).as(part).isEqualTo(1);
        assertThat(run.err()).contains(part).startsWith("samovar: ").doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }
}
