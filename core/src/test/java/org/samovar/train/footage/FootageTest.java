package org.samovar.train.footage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.samovar.evaluate.volume.VolumeFolder;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Size;
import org.samovar.image.Image;
import org.samovar.image.LabelMap;
import org.samovar.image.Mask;
import org.samovar.image.RgbImage;
import org.samovar.train.augment.Shot;
import org.samovar.train.augment.TrainingImage;
import org.samovar.train.data.Dataset;
import org.samovar.train.data.DatasetInfo;
import org.samovar.train.data.LabelKind;
import org.samovar.train.data.Split;
import org.samovar.train.data.VolumeItem;

class FootageTest {
    private static final int SIDE = 20;

    /** Every slice is as bright as its index, with object 5 on those from 2 on. */
    private static List<Shot.Still> stills() {
        List<Shot.Still> out = new ArrayList<>();
        for (int z = 0; z < 8; z++) {
            byte[] pixels = new byte[3 * SIDE * SIDE];
            Arrays.fill(pixels, (byte) z);
            int[] ids = new int[SIDE * SIDE];
            if (z >= 2) {
                Arrays.fill(ids, 0, 60, 5);
            }
            out.add(new Shot.Still(RgbImage.of(SIDE, SIDE, pixels), LabelMap.of(SIDE, SIDE, ids)));
        }
        return out;
    }

    private static int brightness(Shot.Still still) {
        return still.image().get(0, 0, 0);
    }

    @Test
    void slicesFollowEachOtherInEitherDirection() {
        List<Shot.Still> stills = stills();
        Slices slices = new Slices(stills.size(), stills::get);
        Set<Integer> steps = new HashSet<>();
        for (int seed = 0; seed < 200; seed++) {
            Optional<Shot> shot = slices.draw(3, new SplittableRandom(seed));
            if (shot.isPresent()) {
                List<Shot.Still> frames = shot.get().frames();
                int step = brightness(frames.get(1)) - brightness(frames.get(0));
                assertThat(brightness(frames.get(2)) - brightness(frames.get(1)))
                        .isEqualTo(step);
                assertThat(shot.get().object()).isEqualTo(5);
                assertThat(frames.get(0).ids().mask(5).isEmpty()).isFalse();
                steps.add(step);
            }
        }
        assertThat(steps).containsExactlyInAnyOrder(-3, -2, -1, 1, 2);
    }

    @Test
    void someObjectsAreSeveralNeighboursTogether() {
        // 5 lies around 6, and 7 far from both
        int[] ids = new int[SIDE * SIDE];
        Arrays.fill(ids, 0, 100, 5);
        Arrays.fill(ids, 45, 50, 6);
        Arrays.fill(ids, 300, 320, 7);
        Shot.Still still =
                new Shot.Still(RgbImage.of(SIDE, SIDE, new byte[3 * SIDE * SIDE]), LabelMap.of(SIDE, SIDE, ids));
        Slices slices = new Slices(9, i -> still);
        Set<String> seen = new HashSet<>();
        for (int seed = 0; seed < 300; seed++) {
            slices.draw(3, new SplittableRandom(seed)).ifPresent(shot -> {
                LabelMap map = shot.frames().get(2).ids();
                seen.add(shot.object() + ": " + map.mask(shot.object()).area());
                assertThat(map.foreground()).isEqualTo(still.ids().foreground());
            });
        }
        assertThat(seen).containsExactlyInAnyOrder("5: 95", "5: 100", "6: 5", "7: 20");
    }

    @Test
    void aVolumeIsSeenAlongEachOfItsAxes(@TempDir Path folder) throws IOException {
        VolumeFolder.write(folder, "xyz");
        VolumeItem volume = Dataset.open(folder).volumes(Split.TEST).get(0);
        assertThat(Slices.of(volume, Axis.Z).count()).isEqualTo(VolumeFolder.DEPTH);
        assertThat(Slices.of(volume, Axis.X).count()).isEqualTo(24);
        Slices frontal = Slices.of(volume, Axis.Y);
        assertThat(frontal.count()).isEqualTo(20);
        Shot shot = IntStream.range(0, 100)
                .mapToObj(seed -> frontal.draw(3, new SplittableRandom(seed)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
        Mask object = shot.frames().get(0).ids().mask(shot.object());
        assertThat(object.size()).isEqualTo(new Size(24, VolumeFolder.DEPTH));
        assertThat(object.isEmpty()).isFalse();
    }

    private static TrainingImage image(int value, int label) {
        byte[] pixels = new byte[SIDE * SIDE];
        Arrays.fill(pixels, (byte) value);
        int[] labels = new int[SIDE * SIDE];
        // two pieces of one class
        Arrays.fill(labels, 0, 60, label);
        Arrays.fill(labels, 200, 260, label);
        DatasetInfo info = new DatasetInfo("test", LabelKind.CLASSES, Map.of(), DatasetInfo.Completeness.COMPLETE, "");
        return TrainingImage.of(Image.gray(SIDE, SIDE, pixels), LabelMap.of(SIDE, SIDE, labels), info);
    }

    @Test
    void aHeapAsksForAllOfAClassAndShowsEveryImageBeforeOneComesAgain() {
        Heap heap = new Heap(List.of(image(1, 3), image(2, 3), image(3, 4)));
        for (int seed = 0; seed < 20; seed++) {
            Shot shot = heap.draw(3, new SplittableRandom(seed)).orElseThrow();
            assertThat(shot.frames()).extracting(FootageTest::brightness).containsExactlyInAnyOrder(1, 2, 3);
            assertThat(shot.kind()).isEqualTo(Shot.Kind.HEAP);
            assertThat(shot.frames().get(0).ids().mask(shot.object()).area()).isEqualTo(120);
        }
        assertThat(heap.draw(7, new SplittableRandom(1)).orElseThrow().frames()).hasSize(7);
    }

    @Test
    void aStillImageIsShownAgainAndAgain() {
        Shot shot = new StillImages(List.of(image(9, 1)))
                .draw(4, new SplittableRandom(1))
                .orElseThrow();
        assertThat(shot.frames()).hasSize(4).extracting(FootageTest::brightness).containsOnly(9);
        assertThat(shot.frames().get(3).ids().mask(shot.object()).area()).isEqualTo(60);
    }
}
