package org.samovar.train.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.samovar.method.Framing;
import org.samovar.method.Intensities;
import org.samovar.method.PatchShape;
import org.samovar.method.Voxels;
import org.samovar.train.semantic.Augmentation.Mirror;

class PatchDrawerTest {
    private static final PatchShape SMALL = new PatchShape(1, 4, 4, 4);
    private static final Augmentation TURNED = new Augmentation(1, 30, 0.7, 1.4, List.of(Mirror.values()), 0);

    /** A cube of so many voxels whose values are their classes: a block of class 1 in one corner, class 2 in one voxel. */
    private static Case cube(int n) {
        byte[] classes = new byte[n * n * n];
        float[] values = new float[classes.length];
        for (int i = 0; i < classes.length; i++) {
            boolean block = i / n / n < n / 2 && i / n % n < n / 2 && i % n < n / 2;
            classes[i] = (byte) (i == classes.length - 1 ? 2 : block ? 1 : 0);
            values[i] = classes[i];
        }
        return Case.of("cube", new Voxels(1, n, n, n, values), classes, 3);
    }

    private static PatchDrawer drawer(PatchShape shape, Framing framing, Augmentation augmentation, double foreground) {
        return new PatchDrawer(shape, framing, Intensities.Z_SCORE, augmentation, foreground);
    }

    @Test
    void whatIsNotVariedIsAWindowWithItsClasses() {
        Case cube = cube(12);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 50; i++) {
            Patch patch = drawer(SMALL, Framing.WINDOWS, Augmentation.NONE, 0.3).draw(cube, random);
            for (int k = 0; k < patch.classes().length; k++) {
                assertThat(patch.values()[k]).isEqualTo(patch.classes()[k]);
            }
        }
    }

    @Test
    void classesFollowTheVoxelsThroughTurnsScalesAndMirrors() {
        Case cube = cube(12);
        SplittableRandom random = new SplittableRandom(2);
        int sure = 0;
        int seen = 0;
        for (int i = 0; i < 50; i++) {
            Patch patch = drawer(SMALL, Framing.WINDOWS, TURNED, 0).draw(cube, random);
            for (int k = 0; k < patch.classes().length; k++) {
                float value = patch.values()[k];
                if (value == 0 || value == 1) {
                    sure++;
                    seen += patch.classes()[k];
                    assertThat((float) patch.classes()[k]).isEqualTo(value);
                }
            }
        }
        assertThat(sure).isGreaterThan(1000);
        assertThat(seen).isGreaterThan(100);
    }

    @Test
    void asManyPatchesAsWantedAreAboutAVoxelOfAClassAndEachClassAsOften() {
        Case cube = cube(24);
        SplittableRandom random = new SplittableRandom(3);
        PatchDrawer drawer = drawer(SMALL, Framing.WINDOWS, Augmentation.NONE, 0.5);
        int rare = 0;
        for (int i = 0; i < 400; i++) {
            byte[] classes = drawer.draw(cube, random).classes();
            rare += classes[classes.length - 1] == 2 ? 1 : 0;
        }
        // half of the patches aim, and half of those at the class that has a single voxel
        assertThat(rare).isBetween(70, 130);
    }

    @Test
    void aCaseThatIsSmallerThanThePatchLiesInItsMiddle() {
        Patch patch = drawer(SMALL, Framing.WINDOWS, Augmentation.NONE, 1).draw(cube(2), new SplittableRandom(4));
        assertThat(patch.values()[(1 * 4 + 1) * 4 + 1]).isEqualTo(1);
        assertThat(patch.values()[(2 * 4 + 2) * 4 + 2]).isEqualTo(2);
        assertThat(patch.values()[0]).isZero();
    }

    @Test
    void slicesThatAreFramedAsAWholeAreTurnedInTheirPlaneAlone() {
        int n = 8;
        float[] values = new float[n * n * n];
        for (int i = 0; i < values.length; i++) {
            values[i] = 1 + i / n / n;
        }
        Case layers = Case.of("layers", new Voxels(1, n, n, n, values), new byte[values.length], 2);
        SplittableRandom random = new SplittableRandom(5);
        Augmentation turned = new Augmentation(1, 90, 0.9, 1, List.of(), 0);
        PatchShape shape = new PatchShape(1, 2, n, n);
        for (int i = 0; i < 20; i++) {
            Patch patch = drawer(shape, Framing.WHOLE_SLICES, turned, 0).draw(layers, random);
            float centre = patch.values()[n / 2 * n + n / 2];
            assertThat(centre).isEqualTo((float) Math.rint(centre));
            assertThat(patch.values()[n * n + n / 2 * n + n / 2]).isEqualTo(centre + 1);
        }
    }

    @Test
    void theSameRandomNumbersGiveTheSamePatch() {
        Augmentation all = new Augmentation(0.5, 30, 0.7, 1.4, List.of(Mirror.WIDTH), 2.5);
        Case cube = cube(12);
        Patch one = drawer(SMALL, Framing.WINDOWS, all, 0.3).draw(cube, new SplittableRandom(6));
        Patch other = drawer(SMALL, Framing.WINDOWS, all, 0.3).draw(cube, new SplittableRandom(6));
        assertThat(one.values()).containsExactly(other.values());
        assertThat(one.classes()).containsExactly(other.classes());
    }

    @Test
    void mirrorsExchangeTheEndsOfAnAxis() {
        PatchShape shape = new PatchShape(2, 1, 2, 2);
        Patch patch = new Patch(shape, new float[] {1, 2, 3, 4, 5, 6, 7, 8}, new byte[] {1, 2, 3, 4});
        patch.mirror(Mirror.WIDTH);
        assertThat(patch.values()).containsExactly(2, 1, 4, 3, 6, 5, 8, 7);
        patch.mirror(Mirror.HEIGHT);
        assertThat(patch.values()).containsExactly(4, 3, 2, 1, 8, 7, 6, 5);
        assertThat(patch.classes()).containsExactly(4, 3, 2, 1);
        patch.mirror(Mirror.DEPTH);
        assertThat(patch.classes()).containsExactly(4, 3, 2, 1);
    }
}
