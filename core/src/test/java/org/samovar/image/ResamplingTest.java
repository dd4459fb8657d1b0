package org.samovar.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.Box;
import org.samovar.geometry.Size;

class ResamplingTest {
    @Test
    void logitsGrowAsInTorchsManual() {
        // torch.nn.Upsample(scale_factor=2, mode="bilinear") of [[1, 2], [3, 4]]
        float[] grown = Resampling.bilinear(new float[] {1, 2, 3, 4}, new Size(2, 2), new Size(4, 4));

        assertThat(grown)
                .containsExactly(
                        1, 1.25f, 1.75f, 2, 1.5f, 1.75f, 2.25f, 2.5f, 2.5f, 2.75f, 3.25f, 3.5f, 3, 3.25f, 3.75f, 4);
    }

    @Test
    void shrinkingWithoutAntialiasingTakesNeighboursOnly() {
        float[] shrunk =
                Resampling.bilinear(new float[] {0, 10, 20, 30, 40, 50, 60, 70}, new Size(8, 1), new Size(2, 1));

        assertThat(shrunk).containsExactly(15, 55);
    }

    @Test
    void shrinkingWithAntialiasingWeighsAllPixelsByATriangle() {
        float[] shrunk =
                Resampling.bilinearAntialiased(new float[] {0, 0, 0, 0, 1, 0, 0, 0}, new Size(8, 1), new Size(2, 1));

        // the pixel is 2.5 and 1.5 from the centres, of a reach of 4; the six weights of each add up to 3.5
        assertThat((double) shrunk[0]).isCloseTo(0.375 / 3.5, within(1e-6));
        assertThat((double) shrunk[1]).isCloseTo(0.625 / 3.5, within(1e-6));
    }

    @Property(tries = 60)
    void aFlatImageStaysFlat(
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll @IntRange(min = 1, max = 40) int newWidth,
            @ForAll @IntRange(min = 0, max = 255) int value,
            @ForAll Filter filter) {
        byte[] gray = new byte[width * 3];
        Arrays.fill(gray, (byte) value);

        RgbImage resized = Resampling.resize(RgbImage.gray(width, 3, gray), new Size(newWidth, 5), filter);

        assertThat(resized.pixels()).containsOnly((byte) value);
    }

    @Property(tries = 60)
    void bytesAndFloatsAgreeToTheirRounding(
            @ForAll @IntRange(min = 1, max = 30) int width,
            @ForAll @IntRange(min = 1, max = 30) int newWidth,
            @ForAll @IntRange(min = 1, max = 30) int newHeight,
            @ForAll long seed) {
        Size from = new Size(width, 17);
        Size to = new Size(newWidth, newHeight);
        byte[] bytes = new byte[from.pixels()];
        new Random(seed).nextBytes(bytes);

        byte[] resized = Resampling.resize(bytes, from, 1, to, Filter.BILINEAR);
        float[] exact =
                Resampling.bilinearAntialiased(Image.gray(width, 17, bytes).planes(), from, to);

        for (int i = 0; i < resized.length; i++) {
            assertThat((double) (resized[i] & 0xff)).isCloseTo(exact[i], within(1.01));
        }
    }

    @Property(tries = 60)
    void enlargedMasksShrinkBackToThemselves(
            @ForAll @IntRange(min = 1, max = 12) int width,
            @ForAll @IntRange(min = 1, max = 4) int factor,
            @ForAll long seed) {
        Size size = new Size(width, 9);
        Random random = new Random(seed);
        Mask mask = Mask.where(size, (x, y) -> random.nextBoolean());

        Mask grown = Resampling.nearest(mask, new Size(width * factor, 9 * factor));

        assertThat(grown.area()).isEqualTo(mask.area() * factor * factor);
        assertThat(Resampling.nearest(grown, size)).isEqualTo(mask);
    }

    @Test
    void labelsAreTakenFromThePixelUnderTheCentre() {
        LabelMap labels = LabelMap.of(3, 1, new int[] {1, 2, 3});

        assertThat(Resampling.nearest(labels, new Size(2, 1)).labels()).containsExactly(1, 3);
        assertThat(Resampling.nearest(labels, new Size(6, 1)).labels()).containsExactly(1, 1, 2, 2, 3, 3);
    }

    @Test
    void aRectangleKeepsItsPlace() {
        Mask mask = Mask.rectangle(new Size(10, 10), new Box(2, 4, 6, 8));

        assertThat(Resampling.nearest(mask, new Size(20, 20)).boundingBox()).hasValue(new Box(4, 8, 12, 16));
    }
}
