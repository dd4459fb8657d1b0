package org.samovar.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.samovar.geometry.UserError;

class IntensityRuleTest {
    @Test
    void eightBitPixelsStayAsTheyAre() {
        Image image = Image.rgb(1, 1, new byte[] {7, (byte) 130, (byte) 255});

        assertThat(IntensityRule.suitedTo(image)).isEqualTo(new IntensityRule.AsIs());
        assertThat(IntensityRule.suitedTo(image).apply(image).pixels()).containsExactly(7, 130, 255);
    }

    @Test
    void otherPixelsAreStretchedBetweenPercentiles() {
        assertThat(IntensityRule.suitedTo(Image.gray(1, 1, new short[1])))
                .isEqualTo(new IntensityRule.Percentile(0.5, 99.5));
    }

    @Test
    void grayIsRepeatedInTheThreeChannels() {
        RgbImage rgb = new IntensityRule.FullRange().apply(Image.gray(3, 1, new float[] {-1, 0, 1}));

        assertThat(rgb.pixels()).containsExactly(0, 0, 0, 128, 128, 128, 255, 255, 255);
    }

    @Test
    void percentilesLieBetweenNeighboursAsInNumpy() {
        // numpy.percentile([0, 10, 20, 30, 40], [10, 90]) is [4, 36]
        Image image = Image.gray(5, 1, new float[] {40, 0, 30, 10, 20});

        RgbImage rgb = new IntensityRule.Percentile(10, 90).apply(image);

        assertThat(rgb.get(0, 0, 0)).isEqualTo(255);
        assertThat(rgb.get(1, 0, 0)).isZero();
        assertThat(rgb.get(3, 0, 0)).isEqualTo(Math.round(255 * (10 - 4) / 32f));
    }

    @Test
    void aWindowClipsWhatLiesOutside() {
        RgbImage rgb = new IntensityRule.Window(40, 400).apply(Image.gray(3, 1, new float[] {-1000, 40, 1000}));

        assertThat(new int[] {rgb.get(0, 0, 0), rgb.get(1, 0, 0), rgb.get(2, 0, 0)})
                .containsExactly(0, 128, 255);
    }

    @Test
    void stainsHaveARangeEachAndColoursOneTogether() {
        float[] planes = {0, 10, 0, 100, 0, 1000};

        RgbImage stains = new IntensityRule.FullRange()
                .apply(Image.planar(2, 1, 3, SampleType.FLOAT, Channels.INTENSITY, planes));
        RgbImage colours =
                new IntensityRule.FullRange().apply(Image.planar(2, 1, 3, SampleType.FLOAT, Channels.COLOUR, planes));

        assertThat(new int[] {stains.get(1, 0, 0), stains.get(1, 0, 1), stains.get(1, 0, 2)})
                .containsExactly(255, 255, 255);
        assertThat(new int[] {colours.get(1, 0, 0), colours.get(1, 0, 1), colours.get(1, 0, 2)})
                .containsExactly(3, 26, 255);
    }

    @Test
    void twoStainsAreRedAndGreen() {
        float[] planes = {0, 10, 0, 10};

        RgbImage rgb = new IntensityRule.FullRange()
                .apply(Image.planar(2, 1, 2, SampleType.FLOAT, Channels.INTENSITY, planes));

        assertThat(new int[] {rgb.get(1, 0, 0), rgb.get(1, 0, 1), rgb.get(1, 0, 2)})
                .containsExactly(255, 255, 0);
    }

    @Test
    void anImageWithoutContrastIsBlack() {
        RgbImage rgb = new IntensityRule.FullRange().apply(Image.gray(2, 1, new float[] {9, 9}));

        assertThat(rgb.pixels()).containsOnly(0);
    }

    @Test
    void valuesThatAreNotFiniteAreCountedAndRefused() {
        Image image = Image.gray(4, 1, new float[] {1, Float.NaN, Float.POSITIVE_INFINITY, 2});

        assertThatThrownBy(() -> new IntensityRule.AsIs().apply(image))
                .isInstanceOf(UserError.class)
                .hasMessage("2 of the 4 values of the image are NaN or infinite.");
    }

    @Test
    void valuesThatAreNotFiniteMayBecomeBlackAndLeaveTheRangeAlone() {
        Image image = Image.gray(4, 1, new float[] {1, Float.NaN, Float.POSITIVE_INFINITY, 2});

        RgbImage rgb = new IntensityRule.FullRange().apply(image, NonFinite.AS_BLACK);

        assertThat(rgb.luma()).containsExactly(0, 0, 0, (byte) 255);
    }

    @Test
    void rangesThatAreNoneAreRefused() {
        assertThatThrownBy(() -> new IntensityRule.Percentile(50, 50)).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> new IntensityRule.Window(0, 0)).isInstanceOf(UserError.class);
    }
}
