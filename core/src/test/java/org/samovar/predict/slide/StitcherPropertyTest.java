package org.samovar.predict.slide;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.samovar.geometry.Size;
import org.samovar.image.GaussianBlur;
import org.samovar.image.PixelRuns;
import org.samovar.image.RgbImage;

/** What is joined is what a look at the whole picture finds, and the tiles do not show. */
class StitcherPropertyTest {
    private static final int FIELD = 32;
    private static final int HALO = 12;

    @Property(tries = 60)
    void theObjectsAreTheSameForEverySizeOfTheTiles(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 200) int width,
            @ForAll @IntRange(min = 1, max = 200) int height,
            @ForAll @IntRange(min = 1, max = 3) int blur,
            @ForAll @IntRange(min = 2, max = 8) int factor,
            @ForAll Joining joining) {
        RgbImage image = clouds(width, height, blur, seed);
        FieldGrid fields = new FieldGrid(width, height, FIELD, HALO);
        List<SlideObject> one = SlideOf.segmented(image, new TileGrid(fields, FIELD), joining);
        assertThat(SlideOf.segmented(image, new TileGrid(fields, factor * FIELD), joining))
                .isEqualTo(one);
    }

    @Property(tries = 60)
    void objectsThatAWindowSeesWholeAreThoseOfTheWholePicture(
            @ForAll long seed,
            @ForAll @IntRange(min = 30, max = 200) int width,
            @ForAll @IntRange(min = 30, max = 200) int height,
            @ForAll @IntRange(min = 1, max = 40) int discs) {
        RgbImage image = discs(width, height, discs, seed);
        assertThat(pixels(image, new FieldGrid(width, height, FIELD, HALO), Joining.AGREEING))
                .isEqualTo(whole(image));
    }

    @Property(tries = 60)
    void areasOfAnySizeAreThoseOfTheWholePicture(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 200) int width,
            @ForAll @IntRange(min = 1, max = 200) int height,
            @ForAll @IntRange(min = 1, max = 4) int blur) {
        RgbImage image = clouds(width, height, blur, seed);
        assertThat(pixels(image, new FieldGrid(width, height, FIELD, 1), Joining.TOUCHING))
                .isEqualTo(whole(image));
    }

    @Property(tries = 40)
    void idsHaveNoGapsAndScoresAreThoseOfTheNetwork(@ForAll long seed, @ForAll Joining joining) {
        RgbImage image = clouds(150, 130, 2, seed);
        FieldGrid fields = new FieldGrid(150, 130, FIELD, HALO);
        List<SlideObject> objects = SlideOf.segmented(image, new TileGrid(fields, FIELD), joining);
        for (int i = 0; i < objects.size(); i++) {
            assertThat(objects.get(i).id()).isEqualTo(i + 1);
            assertThat(objects.get(i).score()).isBetween(0.0, 1.0);
        }
    }

    private static Set<PixelRuns> pixels(RgbImage image, FieldGrid fields, Joining joining) {
        return SlideOf.segmented(image, new TileGrid(fields, 2 * FIELD), joining).stream()
                .map(SlideObject::pixels)
                .collect(Collectors.toSet());
    }

    private static Set<PixelRuns> whole(RgbImage image) {
        return SlideOf.bright(image).stream()
                .map(mask -> PixelRuns.of(mask, 0, 0))
                .collect(Collectors.toSet());
    }

    /** Bright areas of every shape and size. */
    private static RgbImage clouds(int width, int height, int blur, long seed) {
        Random random = new Random(seed);
        float[] noise = new float[width * height];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        float[] smooth = GaussianBlur.of(noise, new Size(width, height), blur);
        byte[] gray = new byte[noise.length];
        for (int i = 0; i < gray.length; i++) {
            gray[i] = (byte) (smooth[i] > 0 ? 200 : 20);
        }
        return RgbImage.gray(width, height, gray);
    }

    /** Discs that do not touch, less than two halos wide. */
    private static RgbImage discs(int width, int height, int count, long seed) {
        Random random = new Random(seed);
        byte[] gray = new byte[width * height];
        double[][] placed = new double[count][];
        for (int n = 0; n < count; n++) {
            double[] disc = {random.nextInt(width), random.nextInt(height), 2 + (HALO - 3) * random.nextDouble()};
            boolean isFree = true;
            for (int k = 0; k < n && isFree; k++) {
                isFree = placed[k] == null
                        || Math.hypot(disc[0] - placed[k][0], disc[1] - placed[k][1]) > disc[2] + placed[k][2] + 3;
            }
            if (!isFree) {
                continue;
            }
            placed[n] = disc;
            for (int i = 0; i < gray.length; i++) {
                if (Math.hypot(i % width - disc[0], i / width - disc[1]) <= disc[2]) {
                    gray[i] = (byte) 220;
                }
            }
        }
        return RgbImage.gray(width, height, gray);
    }
}
