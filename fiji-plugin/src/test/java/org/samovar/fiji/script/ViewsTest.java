package org.samovar.fiji.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.UserError;

class ViewsTest {
    @Test
    void fourDimensionsAreAHyperstackWhosePlanesAreSeenAsTheyAre() {
        Img<UnsignedShortType> pixels = ArrayImgs.unsignedShorts(5, 4, 3, 2);
        pixels.getAt(1, 2, 2, 1).set(777);
        ImagePlus image = Views.image("series", pixels);
        assertThat(image.getDimensions()).containsExactly(5, 4, 1, 3, 2);
        assertThat(image.getStack().isVirtual()).isTrue();
        int index = image.getStackIndex(1, 3, 2);
        assertThat(image.getStack().getProcessor(index).getf(1, 2)).isEqualTo(777);
        pixels.getAt(1, 2, 2, 1).set(7);
        assertThat(image.getStack().getProcessor(index).getf(1, 2)).isEqualTo(7);
        assertThat(image.getStack().getProcessor(1).getStats().max).isZero();
    }

    @Test
    void anIntervalThatBeginsElsewhereIsShownFromItsCorner() {
        Img<UnsignedByteType> pixels = ArrayImgs.unsignedBytes(6, 5);
        pixels.getAt(2, 3).set(9);
        ImagePlus image =
                Views.image("part", net.imglib2.view.Views.interval(pixels, new long[] {2, 3}, new long[] {5, 4}));
        assertThat(image.getWidth()).isEqualTo(4);
        assertThat(image.getProcessor().getf(0, 0)).isEqualTo(9);
    }

    @Test
    void valuesComeBackInTheirOrder() {
        ImagePlus image = IJ.createImage("stack", "16-bit black", 5, 4, 3);
        image.getStack().getProcessor(2).set(3, 1, 500);
        RandomAccessibleInterval<FloatType> values = Views.values(image);
        assertThat(values.dimensionsAsLongArray()).containsExactly(5, 4, 1, 3, 1);
        assertThat(values.getAt(3, 1, 0, 1, 0).get()).isEqualTo(500);
    }

    @Test
    void aLineIsNoImage() {
        assertThatThrownBy(() -> Views.image("line", ArrayImgs.floats(7)))
                .isInstanceOf(UserError.class)
                .hasMessage("An image has 2 to 4 dimensions, x, y, z and t, but this has 1.");
    }
}
