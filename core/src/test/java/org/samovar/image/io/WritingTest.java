package org.samovar.image.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samovar.geometry.Box;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.image.IntensityRule;
import org.samovar.image.LabelMap;
import org.samovar.image.Mask;
import org.samovar.image.Palette;
import org.samovar.image.RgbImage;
import org.samovar.image.SampleType;

class WritingTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"labels.png", "labels.tif", "LABELS.TIFF"})
    void labelsComeBackAsTheyWere(String name) {
        LabelMap labels = labels(300, 900, 65535);
        Path file = folder.resolve(name);

        Labels.write(labels, file);

        assertThat(Labels.read(file)).isEqualTo(labels);
        assertThat(Images.read(file).type()).isEqualTo(SampleType.UINT16);
    }

    @Test
    void aTiffHoldsMoreThan65535Labels() {
        LabelMap labels = labels(40, 30, 3_000_000);
        Path file = folder.resolve("many.tif");

        Labels.write(labels, file);

        assertThat(Labels.read(file)).isEqualTo(labels);
    }

    @Test
    void aPngRefusesMoreThan65535LabelsAndLeavesNothingBehind() throws IOException {
        assertThatThrownBy(() -> Labels.write(labels(4, 4, 65536), folder.resolve("many.png")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("65536");

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"picture.png", "picture.tif"})
    void picturesComeBackAsTheyWere(String name) {
        RgbImage image = picture(201, 457);
        Path file = folder.resolve(name);

        Images.write(image, file);

        RgbImage back = new IntensityRule.AsIs().apply(Images.read(file));
        assertThat(back.pixels()).isEqualTo(image.pixels());
        assertThat(back.size()).isEqualTo(image.size());
    }

    @Test
    void anUnknownEndingIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> Images.write(picture(2, 2), folder.resolve("picture.bmp")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("must end in .png, .tif, .tiff");
    }

    @Test
    void anOverlayOutlinesAnObjectTintsItsInsideAndLeavesTheRest() {
        RgbImage gray = RgbImage.gray(8, 8, new byte[64]);
        Mask square = Mask.rectangle(new Size(8, 8), new Box(2, 2, 6, 6));

        RgbImage overlay = Overlays.render(gray, LabelMap.of(square));

        assertThat(rgb(overlay, 2, 2)).isEqualTo(Palette.rgb(1));
        assertThat(rgb(overlay, 3, 3)).isNotEqualTo(Palette.rgb(1)).isNotZero();
        assertThat(rgb(overlay, 1, 1)).isZero();
        assertThat(overlay.pixels())
                .isEqualTo(Overlays.render(gray, List.of(square)).pixels());
    }

    @Test
    void anOverlayIsWrittenAsAPicture() {
        Path file = folder.resolve("deep/er/overlay.png");

        Overlays.write(picture(9, 9), labels(9, 9, 5), file);

        assertThat(Images.read(file).size()).isEqualTo(new Size(9, 9));
    }

    @Test
    void labelsOfAnotherSizeDoNotFit() {
        assertThatThrownBy(() -> Overlays.render(picture(4, 4), labels(4, 5, 9)))
                .isInstanceOf(UserError.class)
                .hasMessage("Labels of 4 x 5 pixels do not fit an image of 4 x 4.");
    }

    private static int rgb(RgbImage image, int x, int y) {
        return image.get(x, y, 0) << 16 | image.get(x, y, 1) << 8 | image.get(x, y, 2);
    }

    private static LabelMap labels(int width, int height, int max) {
        int[] labels = new int[width * height];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (int) (i * 7919L % (max + 1L));
        }
        labels[labels.length - 1] = max;
        return LabelMap.of(width, height, labels);
    }

    private static RgbImage picture(int width, int height) {
        byte[] pixels = new byte[3 * width * height];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 37 + i / 101);
        }
        return RgbImage.of(width, height, pixels);
    }
}
