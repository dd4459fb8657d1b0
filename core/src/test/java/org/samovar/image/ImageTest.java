package org.samovar.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.Region;

class ImageTest {
    @Test
    void bytesAndShortsAreUnsigned() {
        assertThat(Image.gray(2, 1, new byte[] {(byte) 200, 5}).planes()).containsExactly(200, 5);
        assertThat(Image.gray(2, 1, new short[] {(short) 60000, 5}).planes()).containsExactly(60000, 5);
    }

    @Test
    void interleavedColoursBecomePlanes() {
        Image image = Image.rgb(2, 1, new byte[] {1, 2, 3, 4, 5, 6});

        assertThat(image.planes()).containsExactly(1, 4, 2, 5, 3, 6);
        assertThat(image.get(1, 0, 2)).isEqualTo(6);
        assertThat(image.meaning()).isEqualTo(Channels.COLOUR);
    }

    @Test
    void pixelsAreSeenAsXYC() {
        RandomAccessibleInterval<FloatType> pixels =
                Image.rgb(2, 3, new byte[18]).pixels();

        assertThat(pixels.dimensionsAsLongArray()).containsExactly(2, 3, 3);
    }

    @Test
    void anyImgLib2ViewIsCopiedRowByRow() {
        RandomAccessibleInterval<UnsignedShortType> source =
                ArrayImgs.unsignedShorts(new short[] {0, 1, 2, 3, 4, 5}, 2, 3);

        Image turned = Image.copyOf(Views.permute(source, 0, 1), SampleType.UINT16, Channels.INTENSITY);

        assertThat(turned.width()).isEqualTo(3);
        assertThat(turned.planes()).containsExactly(0, 2, 4, 1, 3, 5);
    }

    @Test
    void aVolumeIsNoImage() {
        assertThatThrownBy(() -> Image.copyOf(ArrayImgs.floats(2, 2, 2, 2), SampleType.FLOAT, Channels.INTENSITY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCropHasThePixelsOfItsWindow() {
        RgbImage image = RgbImage.gray(4, 3, new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});

        RgbImage crop = image.crop(new Region(1, 1, 2, 2));

        assertThat(new int[] {crop.get(0, 0, 0), crop.get(1, 0, 1), crop.get(0, 1, 2), crop.get(1, 1, 0)})
                .containsExactly(5, 6, 9, 10);
    }

    @Test
    void theContentHashTellsPixelsAndSizesApart() {
        String hash = RgbImage.of(2, 1, new byte[] {1, 2, 3, 4, 5, 6}).contentHash();

        assertThat(hash)
                .hasSize(64)
                .isEqualTo(RgbImage.of(2, 1, new byte[] {1, 2, 3, 4, 5, 6}).contentHash());
        assertThat(hash)
                .isNotEqualTo(RgbImage.of(1, 2, new byte[] {1, 2, 3, 4, 5, 6}).contentHash())
                .isNotEqualTo(RgbImage.of(2, 1, new byte[] {1, 2, 3, 4, 5, 7}).contentHash());
    }

    @Test
    void lumaWeighsGreenMost() {
        byte[] luma = RgbImage.of(3, 1, new byte[] {(byte) 255, 0, 0, 0, (byte) 255, 0, 0, 0, (byte) 255})
                .luma();

        assertThat(luma).containsExactly(76, (byte) 150, 29);
    }
}
