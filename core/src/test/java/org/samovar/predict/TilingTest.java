package org.samovar.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;

class TilingTest {
    private static final Size IMAGE = new Size(1500, 1000);

    @Test
    void cropsAndGridsAreThoseOfTheOfficialGenerator() {
        List<ClickedWindow> windows = CropLayers.of(IMAGE, new Tiling.Crops(32, 2, 512.0 / 1500, 2));
        assertThat(windows).hasSize(1 + 4 + 16);
        // generate_crop_boxes((1000, 1500), 2, 512 / 1500) of segment-anything 1.0
        assertThat(windows.stream().map(ClickedWindow::window).limit(7))
                .containsExactly(
                        new Region(0, 0, 1500, 1000),
                        new Region(0, 0, 921, 671),
                        new Region(0, 330, 921, 670),
                        new Region(580, 0, 920, 671),
                        new Region(580, 330, 920, 670),
                        new Region(0, 0, 503, 378),
                        new Region(0, 208, 503, 378));
        assertThat(windows.get(20).window()).isEqualTo(new Region(999, 624, 501, 376));
        assertThat(windows.stream().map(w -> w.points().size()).distinct()).containsExactly(1024, 256, 64);
        assertThat(windows.get(0).points().get(1)).isEqualTo(new ImagePoint(70.3125, 15.625));
    }

    @Test
    void adaptiveWindowsCoverTheImageAndEveryClickIsNearTheMiddleOfItsWindow() {
        List<ClickedWindow> windows = AdaptiveWindows.over(IMAGE, 200, 20);
        assertThat(windows).allSatisfy(w -> {
            assertThat(w.window().isInside(IMAGE)).isTrue();
            assertThat(w.window().size()).isEqualTo(new Size(200, 200));
        });
        List<ImagePoint> clicks =
                windows.stream().flatMap(w -> w.points().stream()).distinct().toList();
        assertThat(clicks).hasSize(75 * 50);
        assertThat(windows.stream().mapToInt(w -> w.points().size()).sum()).isEqualTo(75 * 50);
        for (ClickedWindow w : windows) {
            for (ImagePoint p : w.points()) {
                assertThat(isNearMiddle(p.x(), w.window().x(), 200, 1500)).isTrue();
                assertThat(isNearMiddle(p.y(), w.window().y(), 200, 1000)).isTrue();
            }
        }
    }

    private static boolean isNearMiddle(double p, int start, int length, int whole) {
        double low = start == 0 ? -0.5 : start + length / 4.0 - 1;
        double high = start + length == whole ? whole : start + 3 * length / 4.0 + 1;
        return p >= low && p <= high;
    }

    @Test
    void aWindowLargerThanTheImageIsTheImage() {
        List<ClickedWindow> windows = AdaptiveWindows.over(new Size(30, 1), 64, 100);
        assertThat(windows)
                .containsExactly(new ClickedWindow(new Region(0, 0, 30, 1), List.of(new ImagePoint(14.5, 0))));
        assertThat(AdaptiveWindows.sample(windows, 9)).isEqualTo(windows);
    }

    @Test
    void senselessTilingsAreRefused() {
        Stream.<Runnable>of(
                        () -> new Tiling.Crops(0, 0, 0.3, 1),
                        () -> new Tiling.Crops(32, 7, 0.3, 1),
                        () -> new Tiling.Crops(32, 0, 1, 1),
                        () -> new Tiling.Adaptive(1, 3, 1, 0, 0, 0),
                        () -> new Tiling.Adaptive(4, 0, 1, 0, 0, 0))
                .forEach(make -> assertThatThrownBy(make::run).isInstanceOf(IllegalArgumentException.class));
    }
}
