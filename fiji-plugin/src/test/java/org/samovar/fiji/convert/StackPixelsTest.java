package org.samovar.fiji.convert;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Spacing;
import org.samovar.image.RgbImage;
import org.samovar.predict.SliceSequence;

class StackPixelsTest {
    private static SliceSequence slices(ImagePlus image, Axis axis, int fixed) {
        StackPixels pixels = StackPixels.of(image);
        return SliceSequence.of(pixels.volume(), axis, fixed, pixels.rule());
    }

    @Test
    void eachSliceOfTheShownChannelIsWhatItWouldBeAlone() {
        ImagePlus image = IJ.createHyperStack("", 4, 3, 2, 3, 2, 16);
        for (int i = 1; i <= 12; i++) {
            image.getStack().getProcessor(i).set(2, 1, 100 * i);
        }
        image.setPosition(2, 1, 2);
        image.setDisplayRange(0, 1200);
        SliceSequence alongZ = slices(image, Axis.Z, 1);
        for (int z = 1; z <= 3; z++) {
            image.setPosition(2, z, 2);
            image.setDisplayRange(0, 1200);
            assertThat(alongZ.image(z - 1).pixels()).isEqualTo(Pixels.of(image).pixels());
            assertThat(alongZ.image(z - 1).get(2, 1, 0))
                    .isEqualTo(Math.round(255f * 100 * image.getCurrentSlice() / 1200));
        }
        assertThat(slices(image, Axis.T, 0).count()).isEqualTo(2);
    }

    @Test
    void theCalibrationIsThatOfTheVolume() {
        ImagePlus image = IJ.createImage("", "8-bit black", 4, 3, 2);
        image.getCalibration().pixelWidth = 0.5;
        image.getCalibration().pixelDepth = 0;
        image.getCalibration().setUnit("mm");
        Spacing spacing = StackPixels.of(image).volume().geometry().spacing();
        assertThat(spacing).isEqualTo(new Spacing(0.5, 1, 1, "mm"));
    }

    @Test
    void ofAVirtualStackOnlyTheSliceThatIsNeededIsRead() {
        Counting stack = new Counting();
        ImagePlus image = new ImagePlus("virtual", stack);
        SliceSequence slices = slices(image, Axis.Z, 0);
        stack.read.clear();
        RgbImage slice = slices.image(699);
        assertThat(slice.get(1, 1, 0)).isEqualTo(700 % 256);
        assertThat(stack.read).containsOnly(700);
    }

    @Test
    void notANumberIsBlackOnEverySlice() {
        ImageStack stack = new ImageStack(2, 1);
        stack.addSlice(new FloatProcessor(2, 1, new float[] {1, 2}));
        stack.addSlice(new FloatProcessor(2, 1, new float[] {Float.NaN, Float.POSITIVE_INFINITY}));
        ImagePlus image = new ImagePlus("", stack);
        image.setDisplayRange(1, 2);
        assertThat(slices(image, Axis.Z, 0).image(1).pixels()).containsOnly(0);
    }

    @Test
    void coloursAreTakenAsTheyAre() {
        ImageStack stack = new ImageStack(1, 1);
        stack.addSlice(new ColorProcessor(1, 1, new int[] {0xff102030}));
        stack.addSlice(new ColorProcessor(1, 1, new int[] {0xff405060}));
        assertThat(slices(new ImagePlus("", stack), Axis.Z, 0).image(1).pixels())
                .containsExactly(0x40, 0x50, 0x60);
    }

    /** A thousand slices of which each has its number in every pixel. */
    private static final class Counting extends VirtualStack {
        private final List<Integer> read = new ArrayList<>();

        Counting() {
            super(3, 2, null, "");
        }

        @Override
        public int getSize() {
            return 1000;
        }

        @Override
        public int size() {
            return 1000;
        }

        @Override
        public int getBitDepth() {
            return 8;
        }

        @Override
        public String getSliceLabel(int n) {
            return "";
        }

        @Override
        public ImageProcessor getProcessor(int n) {
            read.add(n);
            ByteProcessor slice = new ByteProcessor(3, 2);
            slice.setColor(n % 256);
            slice.fill();
            return slice;
        }
    }
}
