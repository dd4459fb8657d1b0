package org.samovar.image.io.zarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.geometry.Region;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.UserError;
import org.samovar.image.PixelRuns;
import org.samovar.image.Volume;
import org.samovar.image.io.Volumes;
import org.samovar.image.io.tiff.TiledLabels;

class LabelPlaneTest {
    private static final int WIDTH = 1500;
    private static final int HEIGHT = 1100;

    @TempDir
    private Path folder;

    @Test
    void whatIsPaintedIsReadBackAndOlderLabelsStay() {
        Path zarr = folder.resolve("labels.ome.zarr");
        int[] expected = new int[WIDTH * HEIGHT];
        LabelPlane plane = painted(zarr, expected);
        plane.finish();
        Volume read = Volumes.read(zarr);
        assertThat(read.geometry().spacing().x()).isEqualTo(0.5);
        assertThat(read.geometry().unit()).isEqualTo("µm");
        assertEqual(read, expected);
    }

    @Test
    void whatIsFlushedIsReadWhileThePlaneGrows() {
        Path zarr = folder.resolve("labels.ome.zarr");
        int[] expected = new int[WIDTH * HEIGHT];
        LabelPlane plane = painted(zarr, expected);
        plane.flush();
        assertEqual(Volumes.read(zarr), expected);
        plane.paint(new PixelRuns.Builder().add(0, 0, 3).build(), 77);
        for (int x = 0; x < 3; x++) {
            expected[x] = expected[x] == 0 ? 77 : expected[x];
        }
        plane.flush();
        assertEqual(Volumes.read(zarr), expected);
    }

    @Test
    void aTiledFileHasTheSameLabels() {
        int[] expected = new int[WIDTH * HEIGHT];
        LabelPlane plane = painted(folder.resolve("labels.ome.zarr"), expected);
        Path tiff = folder.resolve("labels.tif");
        TiledLabels.write(plane, Spacing.of(0.5, 0.5, "µm"), tiff);
        assertEqual(Volumes.read(tiff), expected);
    }

    @Test
    void theSmallerSizesHaveEverySecondPixel() {
        Path zarr = folder.resolve("labels.ome.zarr");
        int[] expected = new int[WIDTH * HEIGHT];
        painted(zarr, expected).finish();
        Volume half = Volumes.read(zarr.resolve("1"));
        assertThat(half.size().width()).isEqualTo(WIDTH / 2);
        for (int y = 0; y < HEIGHT / 2; y += 7) {
            double[] row = half.voxels().read(new Region(0, y, WIDTH / 2, 1), 0, 0, 0);
            for (int x = 0; x < row.length; x++) {
                assertThat(row[x]).isEqualTo(expected[2 * y * WIDTH + 2 * x]);
            }
        }
    }

    @Test
    void nothingThatIsThereIsReplaced() {
        assertThatThrownBy(() -> LabelPlane.create(folder, 10, 10, Spacing.PIXELS))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("there already");
    }

    private static LabelPlane painted(Path zarr, int... expected) {
        LabelPlane plane = LabelPlane.create(zarr, WIDTH, HEIGHT, Spacing.of(0.5, 0.5, "µm"));
        Random random = new Random(3);
        for (int label = 1; label <= 40; label++) {
            int left = random.nextInt(WIDTH - 300);
            int top = random.nextInt(HEIGHT - 100);
            PixelRuns.Builder pixels = new PixelRuns.Builder();
            for (int y = top; y < top + 100; y++) {
                pixels.add(y, left, left + 200 + y % 100);
                for (int x = left; x < left + 200 + y % 100; x++) {
                    expected[y * WIDTH + x] = expected[y * WIDTH + x] == 0 ? label << 12 : expected[y * WIDTH + x];
                }
            }
            plane.paint(pixels.build(), label << 12);
        }
        return plane;
    }

    private static void assertEqual(Volume read, int... expected) {
        assertThat(read.size().width()).isEqualTo(WIDTH);
        assertThat(read.size().height()).isEqualTo(HEIGHT);
        double[] labels = read.voxels().read(new Region(0, 0, WIDTH, HEIGHT), 0, 0, 0);
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] != expected[i]) {
                throw new AssertionError(labels[i] + " instead of " + expected[i] + " at " + i);
            }
        }
    }
}
