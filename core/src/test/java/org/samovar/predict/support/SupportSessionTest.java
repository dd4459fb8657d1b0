package org.samovar.predict.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.Axis;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.Channels;
import org.samovar.image.IntensityRule;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.RgbImage;
import org.samovar.image.SampleType;
import org.samovar.image.Volume;
import org.samovar.image.VolumeInfo;
import org.samovar.method.sam2sgp.Retrieval;
import org.samovar.method.sam2sgp.Sam2Sgp;
import org.samovar.method.sam2sgp.SliceBank.Eviction;
import org.samovar.nn.Weights;
import org.samovar.predict.Progress;
import org.samovar.predict.SliceSequence;
import org.samovar.tensor.Tensor;
import org.samovar.testing.SmallSupport;

class SupportSessionTest {
    private static final int WIDTH = 40;
    private static final int HEIGHT = 30;

    private final Sam2Sgp network = new Sam2Sgp(SmallSupport.config());
    private final Weights weights = Weights.initialise(network, 7);

    @AfterEach
    void free() {
        weights.close();
    }

    private static RgbImage image(long seed) {
        byte[] pixels = new byte[3 * WIDTH * HEIGHT];
        new java.util.Random(seed).nextBytes(pixels);
        return RgbImage.of(WIDTH, HEIGHT, pixels);
    }

    /** A few classes in stripes that differ from image to image. */
    private static LabelMap labels(long seed, int... classes) {
        SplittableRandom random = new SplittableRandom(seed);
        int shift = random.nextInt(10);
        int[] out = new int[WIDTH * HEIGHT];
        for (int i = 0; i < out.length; i++) {
            int stripe = (i % WIDTH + shift) / 10;
            out[i] = stripe < classes.length ? classes[stripe] : 0;
        }
        return LabelMap.of(WIDTH, HEIGHT, out);
    }

    private static SliceSequence slices(int count) {
        List<RgbImage> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(image(100 + i));
        }
        return SliceSequence.of(all);
    }

    private SupportSession shown(SupportSettings settings, List<Integer> order) {
        SupportSession session = SupportSession.open(network, settings);
        order.forEach(i -> session.add(image(i), labels(i, 2, 5)));
        return session;
    }

    @Test
    void aSessionFindsTheClassesOfItsExamplesOnImagesOfAnotherSize() {
        try (SupportSession session = shown(SupportSettings.of(2), List.of(1, 2, 3))) {
            assertThat(session.size()).isEqualTo(3);
            assertThat(session.classes()).containsExactly(2, 5);
            byte[] gray = new byte[50 * 20];
            new java.util.Random(1).nextBytes(gray);
            SupportAnswer answer = session.segment(RgbImage.gray(50, 20, gray));
            assertThat(answer.labels().size()).hasToString("50 x 20");
            assertThat(answer.labels().ids()).isSubsetOf(2, 5);
            assertThat(answer.certainty().keySet())
                    .isEqualTo(java.util.Set.copyOf(answer.labels().ids()));
            assertThat(answer.certainty().values()).allMatch(value -> value >= 0.5 && value <= 1);
        }
    }

    @Test
    void theOrderOfExamplesIsOfNoMatter() {
        try (SupportSession one = shown(SupportSettings.of(2), List.of(1, 2, 3, 4));
                SupportSession other = shown(SupportSettings.of(2), List.of(4, 2, 1, 3))) {
            assertThat(one.segment(image(9)).labels())
                    .isEqualTo(other.segment(image(9)).labels());
        }
    }

    @Test
    void aClassIsFoundTheSameWhateverOthersThereAre() {
        try (SupportSession both = SupportSession.open(network, SupportSettings.of(4));
                SupportSession alone = SupportSession.open(network, SupportSettings.of(4))) {
            both.add(image(1), labels(1, 2, 5));
            both.add(image(2), labels(2, 5, 2));
            both.add(image(3), labels(3, 5)); // one memory more of one class
            alone.add(image(1), labels(1, 2, 0));
            alone.add(image(2), labels(2, 0, 2));
            LabelMap found = both.segment(image(9)).labels();
            LabelMap own = alone.segment(image(9)).labels();
            for (int i = 0; i < own.labels().length; i++) {
                if (found.labels()[i] == 2) {
                    assertThat(own.labels()[i]).isEqualTo(2);
                } else if (found.labels()[i] == 0) {
                    assertThat(own.labels()[i]).isZero();
                }
            }
        }
    }

    @Test
    void slicesWithoutMemoryAreImages() {
        SupportSettings settings = SupportSettings.of(2).withSlices(0, Eviction.OLDEST);
        try (SupportSession session = shown(settings, List.of(1, 2, 3))) {
            SliceSequence volume = slices(4);
            List<LabelMap> found = session.segment(volume, Progress.NONE);
            for (int i = 0; i < 4; i++) {
                assertThat(found.get(i))
                        .isEqualTo(session.segment(volume.image(i)).labels());
            }
        }
    }

    private static Volume volume(int depth, int frames, Channels channels) {
        int colours = channels == Channels.COLOUR ? 3 : 1;
        VolumeSize size = new VolumeSize(WIDTH, HEIGHT, depth, frames);
        VolumeInfo info = new VolumeInfo(size, colours, SampleType.UINT8, channels, VolumeGeometry.PIXELS);
        return Volume.of(info, (window, z, t, c) -> {
            byte[] pixels = new byte[window.size().pixels()];
            new java.util.Random(1 + z + 10 * t + 100 * c).nextBytes(pixels);
            double[] values = new double[pixels.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = Byte.toUnsignedInt(pixels[i]);
            }
            return values;
        });
    }

    @Test
    void eachPointInTimeOfAVolumeIsAVolume() {
        Volume all = volume(3, 2, Channels.INTENSITY);
        try (SupportSession session = shown(SupportSettings.of(2), List.of(1, 2, 3))) {
            LabelVolume found = session.segment(all, Progress.NONE);
            for (int t = 0; t < 2; t++) {
                SliceSequence own = SliceSequence.of(all, Axis.Z, t, new IntensityRule.AsIs());
                assertThat(found.slices(Axis.Z, t)).isEqualTo(session.segment(own, Progress.NONE));
            }
        }
    }

    @Test
    void aFlatTimeSeriesIsGoneThroughInTime() {
        Volume series = volume(1, 4, Channels.COLOUR);
        try (SupportSession session = shown(SupportSettings.of(2), List.of(1, 2, 3))) {
            SliceSequence frames = SliceSequence.of(series, Axis.T, 0, new IntensityRule.AsIs());
            assertThat(session.segment(series, Progress.NONE).slices(Axis.T, 0))
                    .isEqualTo(session.segment(frames, Progress.NONE));
        }
    }

    @Test
    void ofAVolumeInTimeThePointsWithLabelsAreExamples() {
        Volume volume = volume(2, 3, Channels.INTENSITY);
        List<LabelMap> labels = new ArrayList<>(Collections.nCopies(6, labels(1)));
        labels.set(3, labels(1, 4)); // one of both slices of the second point in time
        try (SupportSession session = SupportSession.open(network, SupportSettings.of(2))) {
            session.add(volume, LabelVolume.ofMaps(labels, volume.size(), volume.geometry()), Progress.NONE);
            assertThat(session.size()).isEqualTo(2);
            assertThat(session.classes()).containsExactly(4);
        }
    }

    @Test
    void aVolumeWithoutLabelsOrWithOthersIsNoExample() {
        Volume volume = volume(2, 1, Channels.INTENSITY);
        LabelVolume none = LabelVolume.ofMaps(List.of(labels(1), labels(1)), volume.size(), volume.geometry());
        LabelVolume other = LabelVolume.ofSlices(List.of(labels(1, 4)), Axis.Z, volume.geometry());
        try (SupportSession session = SupportSession.open(network, SupportSettings.of(2))) {
            assertThatThrownBy(() -> session.add(volume, none, Progress.NONE))
                    .isInstanceOf(UserError.class)
                    .hasMessage("Nothing is labelled on it.");
            assertThatThrownBy(() -> session.add(volume, other, Progress.NONE))
                    .isInstanceOf(UserError.class)
                    .hasMessage("It has 40 x 30 x 2 voxels, its labels have 40 x 30 x 1.");
        }
    }

    @Test
    void bothOrdersOfAVolumeAreBothOrdersOfItReversed() {
        try (SupportSession session = shown(SupportSettings.of(2), List.of(1, 2, 3))) {
            SliceSequence volume = slices(5);
            List<LabelMap> found = session.segment(volume, Progress.NONE);
            List<LabelMap> reversed = new ArrayList<>(session.segment(volume.reversed(), Progress.NONE));
            Collections.reverse(reversed);
            assertThat(reversed).isEqualTo(found);
        }
    }

    @Test
    void slicesAreSeenBesideThoseBeforeThem() {
        SupportSettings forward = SupportSettings.of(2).with(Sweep.FORWARD);
        try (SupportSession session = shown(forward, List.of(1, 2, 3))) {
            SliceSequence volume = slices(3);
            List<LabelMap> found = session.segment(volume, Progress.NONE);
            assertThat(found.get(0)).isEqualTo(session.segment(volume.image(0)).labels());
            assertThat(found.get(2))
                    .isNotEqualTo(session.segment(volume.image(2)).labels());
        }
    }

    @Test
    void aVolumeAsSupportGivesExamplesOfWhereAClassIsNot() {
        try (SupportSession session = SupportSession.open(network, SupportSettings.of(2))) {
            session.add(slices(3), List.of(labels(1, 0), labels(2, 7), labels(3, 0)), Progress.NONE);
            assertThat(session.size()).isEqualTo(3);
            assertThat(session.classes()).containsExactly(7);
            session.segment(image(100));
        }
    }

    @Test
    void aRetrievalThatDrawsGivesTheSameForTheSameSeed() {
        SupportSettings random = SupportSettings.of(1).with(Retrieval.RANDOM, 3);
        try (SupportSession session = shown(random, List.of(1, 2, 3, 4))) {
            assertThat(session.segment(image(9)).labels())
                    .isEqualTo(session.segment(image(9)).labels());
        }
    }

    @Test
    void whatCannotBeUsedIsSaidInOneSentence() {
        try (SupportSession session = SupportSession.open(network, SupportSettings.of(2))) {
            assertThatThrownBy(() -> session.segment(image(1)))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("support set is empty");
            assertThatThrownBy(() -> session.add(image(1), labels(1)))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("no labels");
            assertThatThrownBy(() -> session.add(image(1), LabelMap.of(1, 1, new int[] {1})))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("40 x 30");
            assertThatThrownBy(() -> session.add(slices(2), List.of(labels(1, 1)), Progress.NONE))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("2 slices");
        }
    }

    @Test
    void aVolumeWithASliceThatDoesNotFitAddsNothing() {
        try (SupportSession session = SupportSession.open(network, SupportSettings.of(2))) {
            List<LabelMap> last = List.of(labels(1, 2), LabelMap.of(2, 2, new int[] {2, 0, 0, 0}));
            assertThatThrownBy(() -> session.add(slices(2), last, Progress.NONE))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("its labels have 2 x 2");
            assertThat(session.size()).isZero();
        }
    }

    @Test
    void nothingIsLeftBehindAndACancelledVolumeLeavesTheSessionUsable() {
        long before = Tensor.live();
        try (SupportSession session = shown(SupportSettings.of(2), List.of(1, 2, 3))) {
            session.segment(slices(4), Progress.NONE);
            long after = Tensor.live();
            Progress cancelling = new Progress() {
                @Override
                public void report(long done, long total, String what) {}

                @Override
                public boolean isCancelled() {
                    return true;
                }
            };
            assertThatThrownBy(() -> session.segment(slices(4), cancelling)).isInstanceOf(CancellationException.class);
            session.segment(slices(4), Progress.NONE);
            assertThat(Tensor.live()).isEqualTo(after);
        }
        assertThat(Tensor.live()).isEqualTo(before);
    }
}
