package org.samovar.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.Axis;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;

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

    @Test
    void zScoresLieWithinThreeStandardDeviations() {
        // mean 4, standard deviation 2 (numpy.std): -2 becomes 0, 10 becomes 255
        Image image = Image.gray(8, 1, new float[] {1, 3, 3, 3, 4, 4, 6, 8});

        RgbImage rgb = new IntensityRule.ZScore(new IntensityRule.FullRange()).apply(image);

        assertThat(values(rgb)).containsExactly(z(-1.5), z(-0.5), z(-0.5), z(-0.5), z(0), z(0), z(1), z(2));
    }

    private static int z(double score) {
        return (int) Math.round(255 * (score + 3) / 6);
    }

    private static int[] values(RgbImage rgb) {
        int[] out = new int[rgb.width()];
        for (int x = 0; x < out.length; x++) {
            out[x] = rgb.get(x, 0, 0);
        }
        return out;
    }

    @Test
    void zScoresAreThoseOfTrimmedValues() {
        // percentiles 10 and 90 of 0, 10, ..., 100 are 10 and 90: mean 50, numpy.std(numpy.clip(v, 10, 90)) is
        // 30.1511...
        float[] steps = new float[11];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = 10 * i;
        }
        double deviation = Math.sqrt((4 * 40 * 40 + 2 * (30 * 30 + 20 * 20 + 10 * 10)) / 11.0);

        RgbImage rgb = new IntensityRule.ZScore(new IntensityRule.Percentile(10, 90)).apply(Image.gray(11, 1, steps));

        for (int i = 0; i < steps.length; i++) {
            double trimmed = Math.max(10, Math.min(90, steps[i]));
            assertThat(rgb.get(i, 0, 0)).isEqualTo(z((trimmed - 50) / deviation));
        }
    }

    @Test
    void zScoresOfCtAreTakenWithinTheWindow() {
        // -160 and 240 are the edges of the window: mean 40, standard deviation 200
        Image image = Image.gray(2, 1, new float[] {-1000, 3000});

        RgbImage rgb = new IntensityRule.ZScore(CtWindow.SOFT_TISSUE.rule()).apply(image);

        assertThat(values(rgb)).containsExactly(z(-1), z(1));
    }

    @Test
    void theWindowsOfCtAreThoseOfTheirSource() {
        Image image = Image.gray(4, 1, new float[] {-910, 40, 240, 1300});

        assertThat(values(CtWindow.SOFT_TISSUE.rule().apply(image))).containsExactly(0, 128, 255, 255);
        assertThat(values(CtWindow.LUNG.rule().apply(image))).containsExactly(0, 162, 196, 255);
        assertThat(values(CtWindow.BRAIN.rule().apply(image))).containsExactly(0, 128, 255, 255);
        assertThat(values(CtWindow.BONE.rule().apply(image))).containsExactly(0, 77, 105, 255);
    }

    @Test
    void zScoresLeaveOutWhatIsNotFinite() {
        Image image = Image.gray(4, 1, new float[] {1, Float.NaN, Float.NEGATIVE_INFINITY, 3});
        IntensityRule rule = new IntensityRule.ZScore(new IntensityRule.Percentile(0.5, 99.5));

        assertThatThrownBy(() -> rule.apply(image)).isInstanceOf(UserError.class);
        assertThat(values(rule.apply(image, NonFinite.AS_BLACK))).containsExactly(z(-1), 0, 0, z(1));
    }

    @Test
    void zScoresWithoutContrastAreBlack() {
        RgbImage rgb =
                new IntensityRule.ZScore(new IntensityRule.FullRange()).apply(Image.gray(2, 1, new float[] {9, 9}));

        assertThat(rgb.pixels()).containsOnly(0);
        assertThatThrownBy(() -> new IntensityRule.ZScore(new IntensityRule.ZScore(new IntensityRule.AsIs())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void slicesOfAVolumeAreScaledAlike() {
        Image dark = Image.gray(2, 1, new float[] {0, 10});
        Image bright = Image.gray(2, 1, new float[] {90, 100});
        Volume volume = Volume.ofSlices(List.of(dark, bright), Axis.Z, VolumeGeometry.PIXELS);

        IntensityRule rule = new IntensityRule.FullRange().over(volume);

        assertThat(values(rule.apply(dark))).containsExactly(0, 26);
        assertThat(values(rule.apply(bright))).containsExactly(230, 255);
        assertThat(new IntensityRule.AsIs().over(volume)).isEqualTo(new IntensityRule.AsIs());
    }

    @Test
    void aVolumeOfStainsHasARangeEachAndOneOfColoursOneTogether() {
        float[] planes = {0, 10, 0, 100, 0, 1000};
        Image stains = Image.planar(2, 1, 3, SampleType.FLOAT, Channels.INTENSITY, planes);
        Image colours = Image.planar(2, 1, 3, SampleType.FLOAT, Channels.COLOUR, planes);
        IntensityRule rule = new IntensityRule.FullRange();

        for (Image image : List.of(stains, colours)) {
            Volume volume = Volume.ofSlices(List.of(image), Axis.Z, VolumeGeometry.PIXELS);
            assertThat(rule.over(volume).apply(image).pixels())
                    .containsExactly(rule.apply(image).pixels());
        }
    }

    @Test
    void theRangeOfALargeVolumeIsFoundFromAPartOfItsPlanes() {
        AtomicInteger reads = new AtomicInteger();
        VolumeInfo info = new VolumeInfo(
                new VolumeSize(300, 300, 1000, 2), 1, SampleType.FLOAT, Channels.INTENSITY, VolumeGeometry.PIXELS);
        Volume volume = Volume.of(info, (window, z, t, c) -> {
            reads.incrementAndGet();
            double[] out = new double[window.size().pixels()];
            Arrays.fill(out, z + 1000 * t);
            return out;
        });

        IntensityRule.Fixed rule = (IntensityRule.Fixed) new IntensityRule.Percentile(1, 99).over(volume);

        assertThat(reads).hasValue(256);
        assertThat(rule.channels().get(0).low()).isCloseTo(20, within(8.0));
        assertThat(rule.channels().get(0).high()).isCloseTo(1980, within(8.0));
    }
}
