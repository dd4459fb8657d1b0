package org.samovar.predict.instances;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.image.RgbImage;
import org.samovar.method.medicosam.Unetr;
import org.samovar.nn.Weights;
import org.samovar.predict.Progress;
import org.samovar.tensor.ComputeDevice;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Tensors;
import org.samovar.testing.SmallVideoNetwork;

class InstanceSegmenterTest {
    private static final int SIDE = SmallVideoNetwork.SIDE;

    private final Unetr network = new Unetr(SmallVideoNetwork.create(), SIDE, 4, InstanceMaps.CHANNELS);
    private final Weights weights = Weights.initialise(network, 1);

    @AfterEach
    void free() {
        weights.close();
    }

    private InstanceSegmenter segmenter(Optional<Integer> view) {
        InstanceSpec spec = new InstanceSpec(view, Optional.empty(), InstanceRule.published());
        return new InstanceSegmenter(network, new InstanceSettings(spec, Precision.FLOAT32, ComputeDevice.CPU));
    }

    private static RgbImage image(int width, int height) {
        byte[] gray = new byte[width * height];
        new SplittableRandom(1).nextBytes(gray);
        return RgbImage.gray(width, height, gray);
    }

    @Test
    void oneWindowOverTheWholeImageFindsWhatTheWholeImageDoes() {
        RgbImage image = image(32, 32);
        InstanceMaps whole = segmenter(Optional.empty()).maps(image, Progress.NONE);
        InstanceMaps window = segmenter(Optional.of(32)).maps(image, Progress.NONE);
        assertThat(window.foreground()).containsExactly(whole.foreground(), within(1e-5f));
        assertThat(window.toCentre()).containsExactly(whole.toCentre(), within(1e-5f));
        assertThat(window.toBoundary()).containsExactly(whole.toBoundary(), within(1e-5f));
        assertThat(whole.toCentre()).isNotEqualTo(whole.toBoundary());
    }

    @Test
    void mapsHaveTheSizeOfTheImageBeItLargerOrSmallerThanAView() {
        assertThat(segmenter(Optional.of(32)).maps(image(70, 41), Progress.NONE).size())
                .isEqualTo(new Size(70, 41));
        InstanceMaps small = segmenter(Optional.of(32)).maps(image(9, 20), Progress.NONE);
        assertThat(small.size()).isEqualTo(new Size(9, 20));
        for (float value : small.foreground()) {
            assertThat(value).isBetween(0f, 1f);
        }
    }

    @Test
    void itIsCancelledBetweenWindows() {
        Progress cancelled = new Progress() {
            @Override
            public void report(long done, long total, String what) {
                // nobody listens
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> segmenter(Optional.of(32)).segment(image(40, 40), cancelled))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void anAnswerThatIsNoNumberIsNoBackground() {
        Unetr damaged = new Unetr(SmallVideoNetwork.create(), SIDE, 4, InstanceMaps.CHANNELS);
        InstanceSettings settings =
                new InstanceSettings(InstanceSpec.published(), Precision.FLOAT32, ComputeDevice.CPU);
        try (Weights none = Weights.fill(damaged, (key, parameter) -> Tensors.full(Float.NaN, parameter.shape()))) {
            assertThatThrownBy(() -> new InstanceSegmenter(damaged, settings).segment(image(32, 32), Progress.NONE))
                    .isInstanceOf(UserError.class)
                    .hasMessage("The model's answer is not a number.");
        }
    }

    @Test
    void aDecoderOfOtherOutputsIsRefused() {
        Unetr two = new Unetr(SmallVideoNetwork.create(), SIDE, 4, 2);
        InstanceSettings settings =
                new InstanceSettings(InstanceSpec.published(), Precision.FLOAT32, ComputeDevice.CPU);
        assertThatThrownBy(() -> new InstanceSegmenter(two, settings)).isInstanceOf(IllegalArgumentException.class);
    }
}
