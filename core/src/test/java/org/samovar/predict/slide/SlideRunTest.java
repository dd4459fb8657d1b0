package org.samovar.predict.slide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.UserError;
import org.samovar.image.RgbImage;
import org.samovar.image.Slide;
import org.samovar.predict.Progress;
import org.samovar.tensor.Precision;

class SlideRunTest {
    private static final RgbImage IMAGE = discs();
    private static final TileGrid GRID = new TileGrid(new FieldGrid(IMAGE.width(), IMAGE.height(), 32, 12), 64);
    private static final SlideJob JOB = new SlideJob(
            "s.tif",
            "f00d",
            0,
            IMAGE.width(),
            IMAGE.height(),
            32,
            12,
            64,
            0,
            "m",
            "abc",
            Precision.FLOAT32,
            "objects",
            Optional.empty());

    @TempDir
    private Path folder;

    @Test
    void aRunThatWasStoppedEndsWithTheSameFiles() throws IOException {
        int[] computed = new int[1];
        Path whole = folder.resolve("whole");
        run(whole, SlideOf::found, Progress.NONE);
        Path stopped = folder.resolve("stopped");
        FieldSegmenter failing = (window, progress) -> {
            if (++computed[0] == 13) {
                throw new CancellationException("killed");
            }
            return SlideOf.found(window, progress);
        };
        assertThatThrownBy(() -> run(stopped, failing, Progress.NONE)).isInstanceOf(CancellationException.class);
        assertThat(stopped.resolve("tiles")).isNotEmptyDirectory();
        int before = computed[0];
        run(stopped, failing, Progress.NONE);
        int fields = GRID.fields().columns() * GRID.fields().rows();
        assertThat(computed[0] - before).as("fields computed again").isLessThan(fields);
        assertThat(contents(stopped)).isEqualTo(contents(whole)).isNotEmpty();
        assertThat(stopped.resolve("tiles")).doesNotExist();
    }

    @Test
    void aDamagedTileIsComputedAgain() throws IOException {
        Path out = folder.resolve("out");
        Path whole = folder.resolve("whole");
        run(whole, SlideOf::found, Progress.NONE);
        Progress stop = stoppedAfter(6);
        assertThatThrownBy(() -> run(out, SlideOf::found, stop)).isInstanceOf(CancellationException.class);
        List<Path> tiles;
        try (Stream<Path> files = Files.list(out.resolve("tiles"))) {
            tiles = files.sorted().toList();
        }
        Files.write(tiles.get(0), new byte[] {1, 2, 3});
        byte[] cut = Files.readAllBytes(tiles.get(1));
        Files.write(tiles.get(1), Arrays.copyOf(cut, cut.length / 2));
        run(out, SlideOf::found, Progress.NONE);
        assertThat(contents(out)).isEqualTo(contents(whole));
    }

    @Test
    void anotherRunDoesNotGoOnWithTheTilesOfThis() {
        Path out = folder.resolve("out");
        Progress stop = stoppedAfter(2);
        assertThatThrownBy(() -> run(out, SlideOf::found, stop)).isInstanceOf(CancellationException.class);
        SlideJob other = new SlideJob(
                "s.tif", "f00d", 0, 1, 1, 32, 12, 128, 0, "m", "abc", Precision.FLOAT32, "objects", Optional.empty());
        assertThatThrownBy(() -> new SlideFolder(out).begin(other))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("width was");
    }

    @Test
    void aFolderWithOtherFilesIsLeftAlone() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "mine");
        assertThatThrownBy(() -> new SlideFolder(folder).begin(JOB))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("thesis.txt");
    }

    @Test
    void whatIsDoneIsNotDoneAgain() {
        Path out = folder.resolve("out");
        run(out, SlideOf::found, Progress.NONE);
        assertThat(new SlideFolder(out).begin(JOB)).isEqualTo(SlideFolder.State.DONE);
    }

    @Test
    void blankFieldsAreNotLookedAt() {
        int[] looked = new int[1];
        RgbImage dark = RgbImage.gray(200, 100, new byte[200 * 100]);
        try (Slide slide = SlideOf.open(dark)) {
            TileGrid grid = new TileGrid(new FieldGrid(200, 100, 32, 8), 64);
            FieldSegmenter counting = (window, progress) -> {
                looked[0]++;
                return List.of();
            };
            new TileWork(slide, 0, grid, counting, Blankness.USUAL).compute(new TileGrid.Tile(0, 0), Progress.NONE);
            assertThat(looked[0]).isZero();
            new TileWork(slide, 0, grid, counting, new Blankness(0)).compute(new TileGrid.Tile(0, 0), Progress.NONE);
            assertThat(looked[0]).isEqualTo(4);
        }
    }

    private static void run(Path out, FieldSegmenter segmenter, Progress progress) {
        SlideFolder folder = new SlideFolder(out);
        folder.begin(JOB);
        try (Slide slide = SlideOf.open(IMAGE);
                SlideFiles files = new SlideFiles(folder, GRID.fields(), 1, Spacing.PIXELS, List.of())) {
            TileWork work = new TileWork(slide, 0, GRID, segmenter, new Blankness(0));
            new SlideRun(work, new TileStore(folder.tiles(), GRID), Joining.AGREEING, files).run(progress);
            files.finish();
            files.writeTiff();
        }
        folder.end();
    }

    private static Progress stoppedAfter(int tiles) {
        return new Progress() {
            private long at;

            @Override
            public void report(long done, long total, String what) {
                at = done;
            }

            @Override
            public boolean isCancelled() {
                return at >= tiles;
            }
        };
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> out = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.put(
                        folder.relativize(file).toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return out;
    }

    private static RgbImage discs() {
        int width = 300;
        int height = 230;
        byte[] gray = new byte[width * height];
        Random random = new Random(8);
        for (int n = 0; n < 60; n++) {
            int x = random.nextInt(width);
            int y = random.nextInt(height);
            for (int i = 0; i < gray.length; i++) {
                if (Math.hypot(i % width - x, i / width - y) < 9) {
                    gray[i] = (byte) 200;
                }
            }
        }
        return RgbImage.gray(width, height, gray);
    }
}
