package org.samovar.predict.semantic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.UserError;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.geometry.VolumeSize;
import org.samovar.image.Channels;
import org.samovar.image.Image;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.SampleType;
import org.samovar.image.Volume;
import org.samovar.image.VolumeInfo;
import org.samovar.method.Framing;
import org.samovar.method.Intensities;
import org.samovar.method.PatchShape;
import org.samovar.method.SemanticNetwork;
import org.samovar.method.Voxels;
import org.samovar.method.unet.UNetOptions;
import org.samovar.method.unet.UNetSystem;
import org.samovar.method.unet.UNetSystemConfig;
import org.samovar.nn.ComputableWeights;
import org.samovar.nn.Weights;
import org.samovar.predict.Progress;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

class SemanticSegmenterTest {
    private static SemanticSegmenter segmenter(SemanticNetwork network, Framing framing, Mirroring mirroring) {
        return new SemanticSegmenter(network, framing, SegmenterSettings.plain().with(mirroring));
    }

    /** A disc around (x, y) on black. */
    private static Image disc(int width, int height, double x, double y, double radius) {
        byte[] pixels = new byte[width * height];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (Math.hypot(i % width - x, i / width - y) < radius ? 255 : 0);
        }
        return Image.gray(width, height, pixels);
    }

    @Test
    void aVolumeOfOnePatchIsWhatTheNetworkSays() {
        PatchShape patch = new PatchShape(1, 8, 16, 16);
        UNetSystem network =
                new UNetSystem(UNetSystemConfig.of(patch, 3, Intensities.Z_SCORE, new UNetOptions(4, 8, 1)));
        float[] values = new ComputableWeights("voxels").values("x", 1, 8, 16, 16);
        long before = Tensor.live();
        try (Weights weights = Weights.initialise(network.layer(), 5)) {
            int[] labels = segmenter(network, Framing.WINDOWS, Mirroring.NONE)
                    .labels(new Voxels(1, 8, 16, 16, values), Progress.NONE);
            try (Scope scope = Scope.inference(Precision.FLOAT32)) {
                long[] plain = Ops.argmax(network.probabilities(Tensors.of(values, 1, 1, 8, 16, 16)), 1)
                        .toLongs();
                assertThat(IntStream.of(labels).asLongStream().toArray()).isEqualTo(plain);
                assertThat(labels).contains(1); // weights of this seed do not give one class everywhere
            }
        }
        assertThat(Tensor.live()).isEqualTo(before);
    }

    @Test
    void anAnswerThatIsNoNumberIsNoBackground() {
        PatchShape patch = new PatchShape(1, 1, 16, 16);
        UNetSystem network = new UNetSystem(UNetSystemConfig.of(patch, 2, Intensities.UNIT, new UNetOptions(4, 8, 1)));
        try (Weights weights =
                Weights.fill(network.layer(), (key, parameter) -> Tensors.full(Float.NaN, parameter.shape()))) {
            SemanticSegmenter segmenter = segmenter(network, Framing.WINDOWS, Mirroring.NONE);
            assertThatThrownBy(() -> segmenter.segment(disc(16, 16, 8, 8, 4), Progress.NONE))
                    .isInstanceOf(UserError.class)
                    .hasMessage("The model's answer is not a number.");
        }
    }

    @Test
    void anImageIsSeenWholeAndComesBackInItsOwnSize() {
        Voxelwise network = new Voxelwise(new PatchShape(1, 1, 64, 64));
        Image image = disc(150, 100, 60, 40, 25);

        LabelMap labels =
                segmenter(network, Framing.WHOLE_SLICES, Mirroring.NONE).segment(image, Progress.NONE);

        assertThat(network.calls()).isEqualTo(1);
        assertThat(labels.width()).isEqualTo(150);
        assertThat(labels.height()).isEqualTo(100);
        int wrong = 0;
        for (int y = 0; y < 100; y++) {
            for (int x = 0; x < 150; x++) {
                wrong += labels.get(x, y) == (image.get(x, y, 0) > 128 ? 1 : 0) ? 0 : 1;
            }
        }
        assertThat(wrong).isLessThan(30); // a fifth of the pixels along the edge
    }

    @Test
    void aVolumeOfWholeSlicesHasWindowsAlongItsDepthOnly() {
        Voxelwise network = new Voxelwise(new PatchShape(1, 4, 16, 16));
        List<Image> slices = IntStream.range(0, 10)
                .mapToObj(z -> disc(40, 30, 10 + 2 * z, 15, 8))
                .toList();
        VolumeGeometry geometry = VolumeGeometry.of(new Spacing(0.5, 0.5, 3, "mm"));
        Volume volume = Volume.ofSlices(slices, Axis.Z, geometry);

        LabelVolume labels =
                segmenter(network, Framing.WHOLE_SLICES, Mirroring.NONE).segment(volume, Progress.NONE);

        assertThat(network.calls()).isEqualTo(4); // from 0, 2, 4 and 6
        assertThat(labels.size()).isEqualTo(volume.size());
        assertThat(labels.geometry()).isEqualTo(geometry);
        for (int z = 0; z < 10; z++) {
            assertThat(labels.slice(Axis.Z, z, 0).get(10 + 2 * z, 15)).isEqualTo(1);
            assertThat(labels.slice(Axis.Z, z, 0).get((25 + 2 * z) % 40, 15)).isZero();
        }
    }

    @Test
    void aVolumeIsReadSlabBySlabAndOnceForItsIntensities() {
        List<Integer> read = new ArrayList<>();
        VolumeSize size = new VolumeSize(8, 8, 100, 1);
        VolumeInfo info = new VolumeInfo(size, 1, SampleType.UINT16, Channels.INTENSITY, VolumeGeometry.PIXELS);
        Volume volume = Volume.of(info, (window, z, t, c) -> {
            read.add(z);
            return new double[window.size().pixels()];
        });
        List<Integer> depths = new ArrayList<>();
        Voxelwise network = new Voxelwise(new PatchShape(1, 4, 8, 8));

        LabelVolume labels = segmenter(network, Framing.WINDOWS, Mirroring.NONE)
                .segment(volume, (done, total, what) -> depths.add(read.size()));

        int sampled = depths.get(0) - 4; // the first slab is read before its window
        assertThat(read.subList(sampled, sampled + 8)).containsExactly(0, 1, 2, 3, 2, 3, 4, 5);
        assertThat(labels.size()).isEqualTo(size);
    }

    @Test
    void eachPointInTimeIsSegmentedByItself() {
        Voxelwise network = new Voxelwise(new PatchShape(1, 1, 16, 16));
        List<Image> frames = List.of(disc(16, 16, 4, 4, 3), disc(16, 16, 12, 12, 3));
        Volume movie = Volume.ofSlices(frames, Axis.T, VolumeGeometry.of(Spacing.PIXELS));

        LabelVolume labels = segmenter(network, Framing.WINDOWS, Mirroring.NONE).segment(movie, Progress.NONE);

        assertThat(labels.slice(Axis.T, 0, 0).get(4, 4)).isEqualTo(1);
        assertThat(labels.slice(Axis.T, 1, 0).get(4, 4)).isZero();
        assertThat(labels.slice(Axis.T, 1, 0).get(12, 12)).isEqualTo(1);
    }

    @Test
    void mirroringAsksForEveryCombinationOfAxes() {
        Voxels volume = new Voxels(1, 4, 8, 8, new float[256]);
        Voxelwise deep = new Voxelwise(new PatchShape(1, 4, 8, 8));
        segmenter(deep, Framing.WINDOWS, Mirroring.ALL_AXES).labels(volume, Progress.NONE);
        assertThat(deep.calls()).isEqualTo(8);

        Voxelwise flat = new Voxelwise(new PatchShape(1, 1, 8, 8));
        segmenter(flat, Framing.WINDOWS, Mirroring.ALL_AXES).labels(volume, Progress.NONE);
        assertThat(flat.calls()).isEqualTo(4 * 4);
    }

    @Test
    void anImageWithChannelsThatTheSystemDoesNotKnowIsRefused() {
        Image two = Image.planar(4, 4, 2, SampleType.UINT8, Channels.INTENSITY, new float[32]);
        SemanticSegmenter one = segmenter(new Voxelwise(new PatchShape(1, 1, 8, 8)), Framing.WINDOWS, Mirroring.NONE);

        assertThatThrownBy(() -> one.segment(two, Progress.NONE))
                .isInstanceOf(UserError.class)
                .hasMessage("It has 2 channels, where the system wants 1.");
    }

    @Test
    void progressCountsWindowsAndCanStopThem() {
        SemanticSegmenter segmenter =
                segmenter(new Voxelwise(new PatchShape(1, 2, 8, 8)), Framing.WINDOWS, Mirroring.NONE);
        Voxels voxels = new Voxels(1, 4, 8, 8, new float[256]);
        List<Long> seen = new ArrayList<>();
        segmenter.labels(voxels, (done, total, what) -> seen.add(done * 100 + total));
        assertThat(seen).containsExactly(3L, 103L, 203L, 303L);

        Progress stops = new Progress() {
            @Override
            public void report(long done, long total, String what) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> segmenter.labels(voxels, stops)).isInstanceOf(CancellationException.class);
    }
}
