package org.samovar.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.samovar.image.Image;
import org.samovar.image.LabelMap;
import org.samovar.train.augment.ClipSample;
import org.samovar.train.augment.Look;
import org.samovar.train.augment.Shot;
import org.samovar.train.augment.TrainingImage;
import org.samovar.train.data.DatasetInfo;
import org.samovar.train.data.LabelKind;

class ClipDataTest {
    private static final int SIDE = 32;
    private static final Look PAPER = new Look(Look.Window.IMAGE, Look.Changes.MEDSAM2, 0.00153);

    /** Images of one class, as bright as their number. */
    private static ClipData heapOf(int images, double syntheticShare) {
        DatasetInfo info = new DatasetInfo("test", LabelKind.CLASSES, Map.of(), DatasetInfo.Completeness.COMPLETE, "");
        List<TrainingImage> all = new ArrayList<>();
        for (int i = 0; i < images; i++) {
            byte[] pixels = new byte[SIDE * SIDE];
            Arrays.fill(pixels, (byte) (10 * i));
            int[] labels = new int[SIDE * SIDE];
            Arrays.fill(labels, 300, 700, 2);
            all.add(TrainingImage.of(Image.gray(SIDE, SIDE, pixels), LabelMap.of(SIDE, SIDE, labels), info));
        }
        return ClipData.of(
                List.of(new TrainingData.ImageSet("test", LabelKind.CLASSES, all, List.of())), syntheticShare);
    }

    private static TrainConfig.Clips clips(double heapShare, Look look) {
        return new TrainConfig.Clips(1, 3, heapShare, 0, 0, Optional.empty(), Optional.empty(), Optional.of(look));
    }

    private static long heaps(ClipData data, TrainConfig.Clips wanted) {
        SplittableRandom random = new SplittableRandom(1);
        long heaps = 0;
        for (int i = 0; i < 1000; i++) {
            heaps += data.kind(wanted, random) == Shot.Kind.HEAP ? 1 : 0;
        }
        return heaps;
    }

    @Test
    void halfOfTheClipsAreHeapsWhereThereIsAnythingElse() {
        assertThat(heaps(heapOf(4, 0), clips(0.5, Look.FOLLOWING))).isBetween(450L, 550L);
        assertThat(heaps(heapOf(4, 0.3), clips(0.5, PAPER))).isBetween(450L, 550L);
        assertThat(heaps(heapOf(1, 0), clips(0.5, Look.FOLLOWING))).isZero();
    }

    @Test
    void imagesThatStandStillAreNoVolumes() {
        ClipData data = heapOf(4, 0);
        assertThat(data.hasContinuous(clips(0, PAPER))).isFalse();
        assertThat(data.hasContinuous(clips(0, Look.FOLLOWING))).isTrue();
        assertThat(heaps(data, clips(0, PAPER))).isEqualTo(1000);
        ClipSample clip = data.sample(Shot.Kind.HEAP, clips(0, PAPER), 64, new SplittableRandom(1));
        assertThat(clip.frames()).hasSize(3);
        assertThat(clip.kind()).isEqualTo(Shot.Kind.HEAP);
    }
}
