package org.samovar.fiji.convert;

import static org.assertj.core.api.Assertions.assertThat;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;
import java.awt.Color;
import org.junit.jupiter.api.Test;
import org.samovar.image.RgbImage;

class PixelsTest {
    @Test
    void eightBitValuesWithinTheFullRangeStayAsTheyAre() {
        RgbImage rgb = Pixels.of(new ImagePlus("", new ByteProcessor(3, 1, new byte[] {0, 100, (byte) 255})));
        assertThat(gray(rgb)).containsExactly(0, 100, 255);
    }

    @Test
    void theDisplayRangeIsTheIntensityWindow() {
        ImagePlus image = new ImagePlus("", new ShortProcessor(4, 1, new short[] {900, 1000, 1500, 2500}, null));
        image.setDisplayRange(1000, 2000);
        assertThat(gray(Pixels.of(image))).containsExactly(0, 0, 128, 255);
    }

    @Test
    void notANumberIsBlack() {
        FloatProcessor values = new FloatProcessor(3, 1, new float[] {Float.NaN, 0.5f, 1});
        values.setMinAndMax(0, 1);
        assertThat(gray(Pixels.of(new ImagePlus("", values)))).containsExactly(0, 128, 255);
    }

    @Test
    void anImageWithoutContrastIsBlackAndNoError() {
        FloatProcessor values = new FloatProcessor(2, 1, new float[] {7, 7});
        values.setMinAndMax(7, 7);
        assertThat(gray(Pixels.of(new ImagePlus("", values)))).containsExactly(0, 0);
    }

    @Test
    void coloursAreTakenAsTheyAre() {
        RgbImage rgb = Pixels.of(new ImagePlus("", new ColorProcessor(2, 1, new int[] {0xff102030, 0xfff0e0d0})));
        assertThat(rgb.pixels()).containsExactly(0x10, 0x20, 0x30, 0xf0, 0xe0, 0xd0);
    }

    @Test
    void aGreenLookUpTableChangesNothing() {
        ByteProcessor values = new ByteProcessor(2, 1, new byte[] {10, 20});
        values.setLut(LUT.createLutFromColor(Color.GREEN));
        assertThat(gray(Pixels.of(new ImagePlus("", values)))).containsExactly(10, 20);
    }

    @Test
    void anInvertingLookUpTableChangesNothing() {
        ByteProcessor values = new ByteProcessor(2, 1, new byte[] {10, 20});
        values.invertLut();
        assertThat(gray(Pixels.of(new ImagePlus("", values)))).containsExactly(10, 20);
    }

    @Test
    void aPaletteCountsByItsColours() {
        byte[] red = new byte[256];
        red[1] = (byte) 200;
        ByteProcessor values = new ByteProcessor(3, 1, new byte[] {0, 1, 2});
        values.setLut(new LUT(red, new byte[256], new byte[256]));
        assertThat(Pixels.of(new ImagePlus("", values)).pixels()).containsExactly(0, 0, 0, (byte) 200, 0, 0, 0, 0, 0);
    }

    @Test
    void theCurrentSliceOfAStackCounts() {
        ImagePlus image = new ImagePlus("", stack());
        image.setSlice(2);
        assertThat(gray(Pixels.of(image))).containsExactly(2, 2);
    }

    @Test
    void theCurrentChannelOfACompositeCounts() {
        ImagePlus plain = new ImagePlus("", stack());
        plain.setDimensions(3, 1, 1);
        CompositeImage image = new CompositeImage(plain, CompositeImage.COMPOSITE);
        for (int c = 1; c <= 3; c++) {
            image.setC(c);
            image.setDisplayRange(0, 255);
        }
        image.setC(3);
        assertThat(gray(Pixels.of(image))).containsExactly(3, 3);
    }

    private static ImageStack stack() {
        ImageStack stack = new ImageStack(2, 1);
        for (byte i = 1; i <= 3; i++) {
            stack.addSlice(new ByteProcessor(2, 1, new byte[] {i, i}));
        }
        return stack;
    }

    private static int[] gray(RgbImage rgb) {
        int[] values = new int[rgb.width()];
        for (int x = 0; x < values.length; x++) {
            values[x] = rgb.get(x, 0, 0);
            assertThat(rgb.get(x, 0, 1)).isEqualTo(values[x]);
            assertThat(rgb.get(x, 0, 2)).isEqualTo(values[x]);
        }
        return values;
    }
}
