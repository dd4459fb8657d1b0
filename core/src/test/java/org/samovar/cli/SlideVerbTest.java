package org.samovar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.Region;
import org.samovar.image.RgbImage;
import org.samovar.image.Volume;
import org.samovar.image.io.Images;
import org.samovar.image.io.Volumes;
import org.samovar.io.JsonFiles;
import org.samovar.method.Framing;
import org.samovar.method.PatchShape;
import org.samovar.testing.SmallSystem;

class SlideVerbTest {
    private static final int WIDTH = 130;
    private static final int HEIGHT = 70;

    @TempDir
    private Path folder;

    private Path slide;
    private String model;

    @BeforeEach
    void makeASlideAndASystem() {
        slide = folder.resolve("slide.png");
        byte[] gray = new byte[WIDTH * HEIGHT];
        new Random(1).nextBytes(gray);
        Images.write(RgbImage.gray(WIDTH, HEIGHT, gray), slide);
        PatchShape patch = new PatchShape(1, 1, 16, 16);
        model = SmallSystem.write(folder, SmallSystem.spec(patch, Framing.WINDOWS, "stone"))
                .toString();
    }

    private Invocation run(Path out, String... more) {
        String[] all = {
            "slide", slide.toString(), "--model", model, "--field", "32", "--halo", "16", "-o", out.toString()
        };
        String[] args = Arrays.copyOf(all, all.length + more.length);
        System.arraycopy(more, 0, args, all.length, more.length);
        return Invocation.of(args);
    }

    @Test
    void theAreasOfAClassAreObjectsAndLabels() {
        Path out = folder.resolve("out");
        Invocation run = run(out, "--tile", "64", "--tiff");
        assertThat(run.code()).as(run.err()).isZero();
        long areas = 0;
        long pixels = 0;
        for (JsonElement feature :
                JsonFiles.read(out.resolve("objects.geojson")).getAsJsonArray("features")) {
            JsonObject properties = feature.getAsJsonObject().getAsJsonObject("properties");
            assertThat(properties.getAsJsonObject("classification").get("name").getAsString())
                    .isEqualTo("stone");
            areas++;
            pixels += properties.getAsJsonObject("measurements").get("Area px").getAsLong();
        }
        assertThat(run.out()).contains("1 stone: " + areas + " areas");
        assertThat(areas).isPositive();
        assertThat(pixels).isPositive().isEqualTo(labelled(out.resolve("labels.ome.zarr")));
        assertThat(labelled(out.resolve("labels.tif"))).isEqualTo(pixels);
        assertThat(out.resolve("tiles")).doesNotExist();
    }

    @Test
    void theFilesAreTheSameForEveryTile() throws IOException {
        Path small = folder.resolve("small");
        Path large = folder.resolve("large");
        assertThat(run(small, "--tile", "32").code()).isZero();
        assertThat(run(large, "--tile", "256").code()).isZero();
        assertThat(small.resolve("objects.geojson")).hasSameBinaryContentAs(large.resolve("objects.geojson"));
        assertThat(small.resolve("labels.ome.zarr/0/0/0"))
                .hasSameBinaryContentAs(large.resolve("labels.ome.zarr/0/0/0"));
    }

    @Test
    void severalComputersShareTheTilesOfASlide() throws IOException {
        Path whole = folder.resolve("whole");
        Path shared = folder.resolve("shared");
        assertThat(run(whole, "--tile", "32").code()).isZero();
        Invocation second = run(shared, "--tile", "32", "--share", "2/2");
        assertThat(second.code()).as(second.err()).isZero();
        assertThat(second.out()).contains("Share 2/2: 7 tiles");
        assertThat(shared.resolve("objects.geojson")).doesNotExist();
        assertThat(run(shared, "--tile", "32", "--share", "1/2").out()).contains("Share 1/2: 8 tiles");
        assertThat(shared.resolve("tiles")).isDirectoryContaining("glob:**tile-2-4.gz");
        assertThat(run(shared, "--tile", "32").code()).isZero();
        assertThat(shared.resolve("objects.geojson")).hasSameBinaryContentAs(whole.resolve("objects.geojson"));
        assertThat(run(shared, "--tile", "32", "--share", "1/2").out()).contains("already");
        assertThat(run(shared, "--share", "3/2").err()).contains("no share 3 of 2");
        assertThat(run(shared, "--share", "half").err()).contains("such as 1/4");
    }

    @Test
    void whatIsDoneIsNotDoneAgainAndNotMixedWithAnotherRun() {
        Path out = folder.resolve("out");
        assertThat(run(out, "--tile", "64").code()).isZero();
        assertThat(run(out, "--tile", "64").out()).contains("All of it is in " + out + " already.");
        Invocation other = run(out, "--tile", "128");
        assertThat(other.code()).isOne();
        assertThat(other.err()).contains("tile was 64 and is 128 now").contains("another folder");
    }

    @Test
    void tilesOfAnotherPrecisionOrOfOtherPixelsAreNotMixedIn() {
        Path out = folder.resolve("out");
        assertThat(run(out, "--share", "1/2").code()).isZero();
        assertThat(run(out, "--precision", "bfloat16").err())
                .contains("precision was")
                .contains("another folder");
        byte[] gray = new byte[WIDTH * HEIGHT];
        new Random(2).nextBytes(gray);
        Images.write(RgbImage.gray(WIDTH, HEIGHT, gray), slide);
        assertThat(run(out).err()).contains("pixels was").contains("another folder");
    }

    @Test
    void whatCannotBeMeantIsTold() throws IOException {
        assertThat(run(folder.resolve("a"), "--tile", "100").err()).contains("do not consist of whole fields");
        assertThat(run(folder.resolve("a"), "--level", "3").err()).contains("has no level 3");
        assertThat(run(folder.resolve("a"), "--blank", "300").err()).contains("0 to 255");
        Invocation halo = Invocation.of(
                "slide",
                slide.toString(),
                "--model",
                model,
                "--field",
                "32",
                "-o",
                folder.resolve("a").toString());
        assertThat(halo.err()).contains("1 to 32 pixels wide, not 64");
        assertThat(run(folder.resolve("a"), "--least-score", "0.5").err()).contains("found by clicks");
        assertThat(folder.resolve("a")).doesNotExist();
        Path mine = Files.createDirectories(folder.resolve("mine"));
        Files.writeString(mine.resolve("notes.txt"), "mine");
        Invocation run = run(mine, "--tile", "64");
        assertThat(run.code()).isOne();
        assertThat(run.err()).contains("notes.txt");
        assertThat(mine).isDirectoryNotContaining("glob:**.geojson");
    }

    private static long labelled(Path file) {
        Volume labels = Volumes.read(file);
        assertThat(labels.size().width()).isEqualTo(WIDTH);
        long n = 0;
        for (double label : labels.voxels().read(new Region(0, 0, WIDTH, HEIGHT), 0, 0, 0)) {
            n += label == 1 ? 1 : 0;
        }
        return n;
    }
}
