package org.samovar.train.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.samovar.image.LabelMap;
import org.samovar.image.RgbImage;
import org.samovar.train.data.LabelKind;
import org.samovar.train.data.Objects;

class SceneCutterTest {
    /** Two bright squares of 12 pixels on black, 10 pixels from two corners. */
    private static TrainingImage squares(int side) {
        byte[] gray = new byte[side * side];
        int[] ids = new int[gray.length];
        for (int i = 0; i < ids.length; i++) {
            int x = i % side;
            int y = i / side;
            boolean one = x >= 10 && x < 22 && y >= 10 && y < 22;
            boolean two = x >= side - 22 && x < side - 10 && y >= side - 22 && y < side - 10;
            ids[i] = one ? 1 : two ? 2 : 0;
            gray[i] = (byte) (ids[i] == 0 ? 0 : 255);
        }
        LabelMap labels = LabelMap.of(side, side, ids);
        Objects objects = Objects.of(labels, LabelKind.INSTANCES);
        return new TrainingImage(RgbImage.gray(side, side, gray), labels, objects.all(), TrainingImage.Rest.BACKGROUND);
    }

    @Test
    void theMiddleOfAnImageIsSeenAtItsScale() {
        Scene scene = new SceneCutter(64, 128).middle(squares(64));
        assertThat(scene.pixels()).hasSize(3 * 128 * 128);
        assertThat(scene.objects()).isEqualTo(squares(64).instances());
        assertThat(new SceneCutter(20, 32).middle(squares(64)).objects().ids()).isEmpty();
    }

    @Test
    void drawnViewsShowObjectsWhereTheirIdsAre() {
        SceneCutter cutter = new SceneCutter(48, 64);
        SplittableRandom random = new SplittableRandom(3);
        int withObjects = 0;
        for (int k = 0; k < 40; k++) {
            Scene scene = cutter.draw(squares(80), random);
            double[] sum = new double[2];
            int[] count = new int[2];
            for (int i = 0; i < 32 * 32; i++) {
                int is = scene.objects().labels()[i] == 0 ? 0 : 1;
                sum[is] += scene.pixels()[i / 32 * 2 * 64 + i % 32 * 2];
                count[is]++;
            }
            if (count[1] > 30) {
                withObjects++;
                // inverted at times, but never the same
                assertThat(Math.abs(sum[1] / count[1] - sum[0] / count[0])).isGreaterThan(0.1);
            }
        }
        assertThat(withObjects).isGreaterThan(20);
    }
}
