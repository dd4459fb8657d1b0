package org.samovar.method.rfmedsam2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.samovar.geometry.UserError;
import org.samovar.model.ImageFeatures;
import org.samovar.model.sam.Sam;
import org.samovar.model.sam.SamConfig;
import org.samovar.model.sam2.FrameStep;
import org.samovar.model.sam2.Recollection;
import org.samovar.model.sam2.Sam2;
import org.samovar.nn.Weights;
import org.samovar.nn.adapt.Additions;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.testing.SmallVideoNetwork;

class RefinerTest {
    private static final int PATCHES = 2;
    private static final int DEPTH = 9;
    private static final int OBJECTS = 2;
    private static final int SIDE = 16;
    private static final int CELLS = 2; // of a slice that is enlarged twice

    private static RfMedSam2Options with(Frames frames, Adapters adapters) {
        RfMedSam2Options o = SmallSystems.options();
        return new RfMedSam2Options(
                o.generator(), o.prompts(), adapters, frames, o.objectScore(), o.steps(), 2, o.refined());
    }

    /** One slice and one object after the other, by the step of SAM 2 itself. */
    @ParameterizedTest
    @EnumSource(Frames.class)
    void slicesTogetherRememberWhatEachRemembersAlone(Frames frames) {
        Sam2[] sam2 = new Sam2[1];
        Refiner refiner = new Refiner(
                1,
                OBJECTS,
                added -> sam2[0] = new Sam2(SmallVideoNetwork.config(), added),
                with(frames, Adapters.ALL),
                Refiner.AtOnce.PATCH_OF_SLICES);
        try (Weights weights = SmallSystems.restless(refiner, 3);
                Scope scope = Scope.inference(Precision.FLOAT32)) {
            ImageFeatures features = refiner.encode(SmallSystems.noise(1, PATCHES, 1, DEPTH, SIDE, SIDE));
            int objects = PATCHES * DEPTH * OBJECTS;
            Refiner.Remembered all = new Refiner.Remembered(
                    SmallSystems.noise(2, objects, 64, CELLS, CELLS), SmallSystems.noise(3, objects, 64));
            float[] together = refiner.attend(features, all, DEPTH).embedding().toFloats();
            int size = together.length / objects;
            for (int object : new int[] {0, 1, 7, 12, 17, 18, 35}) {
                float[] own = Arrays.copyOfRange(together, object * size, (object + 1) * size);
                assertThat(own)
                        .containsExactly(alone(sam2[0].frameStep(), frames, features, all, object), within(1e-4f));
            }
        }
    }

    private static float[] alone(
            FrameStep step, Frames frames, ImageFeatures features, Refiner.Remembered all, int object) {
        int slice = object / OBJECTS;
        List<Frames.Seen> seen = frames.seen(slice % DEPTH, DEPTH);
        List<Integer> rows = seen.stream()
                .map(s -> (slice / DEPTH * DEPTH + s.slice()) * OBJECTS + object % OBJECTS)
                .toList();
        List<Recollection.Memory> memories = IntStream.range(0, seen.size())
                .mapToObj(i -> new Recollection.Memory(
                        all.features().narrow(0, rows.get(i), 1), seen.get(i).slot()))
                .toList();
        List<Recollection.Pointer> pointers = IntStream.range(0, seen.size())
                .mapToObj(i -> new Recollection.Pointer(
                        all.pointers().narrow(0, rows.get(i), 1), seen.get(i).distance()))
                .toList();
        ImageFeatures frame = new ImageFeatures(features.embedding().narrow(0, slice, 1), List.of());
        return step.attend(frame, List.of(new Recollection(memories, pointers)))
                .embedding()
                .toFloats();
    }

    @Test
    void whatIsAddedBeginsAsNothing() {
        List<float[]> encoded = IntStream.range(0, 2)
                .mapToObj(i -> {
                    Refiner refiner = new Refiner(
                            1,
                            OBJECTS,
                            added -> new Sam2(SmallVideoNetwork.config(), added),
                            with(Frames.PRECEDING, i == 0 ? Adapters.ALL : Adapters.NONE),
                            Refiner.AtOnce.PATCH_OF_SLICES);
                    try (Weights weights = Weights.fill(
                                    refiner,
                                    (key, p) -> SmallSystems.drawn(p, key.startsWith("added.") ? 1 : key.hashCode()));
                            Scope scope = Scope.inference(Precision.FLOAT32)) {
                        ImageFeatures features = refiner.encode(SmallSystems.noise(1, 1, 1, 2, SIDE, SIDE));
                        return features.embedding().toFloats();
                    }
                })
                .toList();
        assertThat(encoded.get(0)).isEqualTo(encoded.get(1));
    }

    @Test
    void theStemBeginsNearTheMeanOfTheModalitiesInEachColour() {
        Stem stem = new Stem(4);
        try (Weights weights = Weights.initialise(stem, 1);
                Scope scope = Scope.inference(Precision.FLOAT32)) {
            Tensor x = SmallSystems.noise(1, 1, 4, 8, 8);
            Tensor mean = Ops.mean(x, Ops.Axes.KEPT, 1);
            Tensor error = Ops.sub(stem.forward(x), mean);
            assertThat(Ops.mean(Ops.mul(error, error)).item()).isLessThan(0.05f);
            assertThat(Ops.mean(Ops.mul(mean, mean)).item()).isGreaterThan(0.15f);
        }
    }

    @Test
    void aNetworkWithoutMemoryIsNoBackbone() {
        assertThatThrownBy(() -> new Refiner(
                        1,
                        OBJECTS,
                        (Additions added) -> new Sam(new SamConfig(64, 32, 1, 2, Set.of(0)), added),
                        with(Frames.PRECEDING, Adapters.ALL),
                        Refiner.AtOnce.PATCH_OF_SLICES))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("SAM 2 with its memory");
    }
}
