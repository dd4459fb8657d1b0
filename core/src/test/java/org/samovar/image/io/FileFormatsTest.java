package org.samovar.image.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.image.Channels;
import org.samovar.image.Image;
import org.samovar.image.IntensityRule;
import org.samovar.image.LabelMap;
import org.samovar.image.SampleType;

/** Files of other programs; {@code generate.py} beside them wrote them with Pillow and tifffile. */
class FileFormatsTest {
    private interface Formula {
        double at(int x, int y, int c);
    }

    private static final Formula GRAY_8 = (x, y, c) -> 31 * x + 17 * y;
    private static final Formula GRAY_16 = (x, y, c) -> 9001 * x + 123 * y + c;
    private static final Formula REAL = (x, y, c) -> 0.5 * x - 0.25 * y;
    private static final Formula RGB = (x, y, c) -> (31 * x + 17 * y + 50 * c) % 256;

    @ParameterizedTest
    @ValueSource(strings = {"gray8.png", "gray8.tif", "gray_alpha.png"})
    void eightBitGrayKeepsItsValues(String name) {
        assertImage(name, 1, SampleType.UINT8, Channels.INTENSITY, GRAY_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gray16.png", "gray16_big_endian.tif", "gray16_lzw.tif", "gray16_tiled.tif"})
    void sixteenBitGrayKeepsItsValues(String name) {
        assertImage(name, 1, SampleType.UINT16, Channels.INTENSITY, GRAY_16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"float.tif", "float_predictor.tif", "float_predictor_big_endian.tif", "double_strips.tif"})
    void floatsKeepTheirValues(String name) {
        assertImage(name, 1, SampleType.FLOAT, Channels.INTENSITY, REAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rgb.png", "rgba.png", "rgb.tif", "rgb_lzw_predictor.tif", "rgb_planar.tif", "rgba.tif"})
    void coloursAreReadWithoutTheirTransparency(String name) {
        assertImage(name, 3, SampleType.UINT8, Channels.COLOUR, RGB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"four_samples.tif", "imagej_channels.tif"})
    void stainsLieInChannelsOfOnePageOrOfSeveral(String name) {
        assertImage(name, 4, SampleType.UINT16, Channels.INTENSITY, GRAY_16);
    }

    @Test
    void negativeValuesAreKept() {
        assertImage("int16.tif", 1, SampleType.INTEGER, Channels.INTENSITY, (x, y, c) -> -GRAY_8.at(x, y, c));
    }

    @Test
    void lzwCodesOfEveryLengthAreUnpacked() {
        Image image = Images.read(file("noise_lzw.tif"));

        for (int y = 0; y < 90; y++) {
            for (int x = 0; x < 120; x++) {
                assertThat(image.get(x, y, 0)).isEqualTo((x * x * 31 + y * y * 17 + x * y * 7) % 251);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"palette.png", "palette.tif"})
    void aPaletteImageHasItsColoursAsImageAndItsIndicesAsLabels(String name) {
        Image image = Images.read(file(name));
        LabelMap labels = Labels.read(file(name));

        assertThat(image.meaning()).isEqualTo(Channels.COLOUR);
        assertThat(new float[] {image.get(2, 0, 0), image.get(2, 0, 1), image.get(2, 0, 2)})
                .containsExactly(0, 255, 0);
        assertThat(labels.get(2, 0)).isEqualTo(2);
        assertThat(labels.ids()).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bits.png", "bits.tif"})
    void aBlackAndWhiteImageIsGrayAsImageAndZeroOrOneAsLabels(String name) {
        Image image = Images.read(file(name));

        assertThat(image.channels()).isEqualTo(1);
        assertThat(image.get(1, 0, 0)).isEqualTo(255);
        assertThat(image.get(2, 0, 0)).isZero();
        assertThat(Labels.read(file(name)).ids()).containsExactly(1);
    }

    @Test
    void aJpegIsReadInColourOrGray() {
        Image colour = Images.read(file("flat.jpg"));
        Image gray = Images.read(file("gray.jpg"));

        assertThat(colour.meaning()).isEqualTo(Channels.COLOUR);
        assertThat((double) colour.get(3, 3, 0)).isCloseTo(200, within(2.0));
        assertThat((double) colour.get(3, 3, 1)).isCloseTo(100, within(2.0));
        assertThat((double) colour.get(3, 3, 2)).isCloseTo(50, within(2.0));
        assertThat(gray.channels()).isEqualTo(1);
        assertThat(gray.get(3, 3, 0)).isEqualTo(90);
    }

    @Test
    void labelsMayBeStoredAsFloatsOrIn32Bits() {
        LabelMap floats = Labels.read(file("float_labels.tif"));
        LabelMap wide = Labels.read(file("int32_labels.tif"));

        assertThat(floats.get(6, 3)).isEqualTo(1);
        assertThat(floats.ids()).containsExactly(1, 2, 3);
        assertThat(wide.ids()).containsExactly(100_000, 200_000, 300_000);
    }

    @Test
    void labelsAreReadAsTheyAreStoredWhereWhiteIsZero() {
        LabelMap labels = Labels.read(file("gray16_white_is_zero.tif"));

        assertThat(labels.get(2, 1)).isEqualTo(65535 - 2 * 9001 - 123);
    }

    @Test
    void fractionsAreNoLabels() {
        assertThatThrownBy(() -> Labels.read(file("float.tif")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("float.tif")
                .hasMessageContaining("is no label");
    }

    @Test
    void aColourPictureIsNoLabelMap() {
        assertThatThrownBy(() -> Labels.read(file("rgb.png")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("colour image");
    }

    @Test
    void aJpegIsNoLabelMap() {
        assertThatThrownBy(() -> Labels.read(file("gray.jpg")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("JPEG");
    }

    @Test
    void aStackIsRefusedWithItsNumberOfSlices() {
        assertThatThrownBy(() -> Images.read(file("imagej_stack.tif")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("stack of 4 slices");
    }

    @Test
    void missingValuesAreReadAndThenRefusedByTheIntensityRule() {
        Image image = Images.read(file("nan.tif"));

        assertThatThrownBy(() -> new IntensityRule.FullRange().apply(image))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("5 of the 35 values");
    }

    private static void assertImage(String name, int channels, SampleType type, Channels meaning, Formula formula) {
        Image image = Images.read(file(name));
        assertThat(image.size()).isEqualTo(new Size(7, 5));
        assertThat(image.channels()).isEqualTo(channels);
        assertThat(image.type()).isEqualTo(type);
        assertThat(image.meaning()).isEqualTo(meaning);
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < 5; y++) {
                for (int x = 0; x < 7; x++) {
                    assertThat((double) image.get(x, y, c))
                            .as("x %d, y %d, c %d", x, y, c)
                            .isEqualTo(formula.at(x, y, c));
                }
            }
        }
    }

    static Path file(String name) {
        try {
            return Path.of(Objects.requireNonNull(FileFormatsTest.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
