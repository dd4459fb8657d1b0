package org.samovar.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.samovar.model.AdaptableNetwork.Encoded;
import org.samovar.model.AdaptableNetwork.Level;
import org.samovar.model.sam.Sam;
import org.samovar.model.sam.SamConfig;
import org.samovar.model.sam2.FramePrompt;
import org.samovar.model.sam2.FrameResult;
import org.samovar.model.sam2.MaskMemory;
import org.samovar.model.sam2.Recollection;
import org.samovar.model.sam2.Sam2;
import org.samovar.nn.Init;
import org.samovar.nn.Layer;
import org.samovar.nn.Parameter;
import org.samovar.nn.Weights;
import org.samovar.nn.adapt.Additions;
import org.samovar.nn.adapt.Insert;
import org.samovar.nn.adapt.Place;
import org.samovar.nn.adapt.Site;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;
import org.samovar.testing.SmallVideoNetwork;

/** Methods add layers at the places of the networks that they build on. */
class AdditionsInNetworksTest {
    private static final int SIDE = 64;

    /** Scales what it gets, and notes what it got. In series one leaves x as it is, beside a layer zero adds nothing. */
    private static final class Noting extends Insert {
        private final Place place;
        private final Parameter scale;
        private final Map<Place, long[]> seen;

        Noting(Place place, Map<Place, long[]> seen) {
            this.place = place;
            this.seen = seen;
            this.scale = learned("scale", isBeside(place.site()) ? Init.zeros() : Init.ones(), 1);
        }

        private static boolean isBeside(Site site) {
            return site == Site.PROJECTION || site == Site.BESIDE_MLP;
        }

        @Override
        public Tensor forward(Tensor x) {
            seen.put(place, x.shape());
            Tensor scaled = Ops.mul(x, scale.value());
            int axis = place.site() == Site.AFTER_MAP ? 1 : -1;
            return Ops.cat(Collections.nCopies(place.out() / place.in(), scaled), axis)
                    .narrow(axis, 0, place.out());
        }
    }

    private final Map<Place, long[]> seen = new LinkedHashMap<>();
    private final List<Place> asked = new ArrayList<>();

    private Additions noting() {
        return new Additions(place -> {
            asked.add(place);
            return Optional.of(new Noting(place, seen));
        });
    }

    private interface Built {
        AdaptableNetwork with(Additions additions);
    }

    static Stream<Built> networks() {
        return Stream.of(
                additions -> new Sam(new SamConfig(SIDE, 32, 3, 2, Set.of(1, 2)), additions),
                additions -> new Sam2(SmallVideoNetwork.config(), additions));
    }

    private static Tensor noise(long seed, long... shape) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Tensors.of(values, shape);
    }

    private static float[] segmented(AdaptableNetwork network, int side) {
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            Encoded encoded = network.encodeLevels(noise(1, 1, 3, side, side));
            PromptTensors prompts = new PromptTensors(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(Tensors.of(new float[] {8, 8, 40, 40}, 1, 4)),
                    Optional.empty());
            float[] masks = network.decode(encoded.features(), prompts, DecoderExtras.none())
                    .logits()
                    .toFloats();
            if (network instanceof Sam2 sam2) {
                FrameResult first = sam2.frameStep()
                        .run(encoded.features(), new FramePrompt.Hints(prompts), List.of(), MaskMemory.SOFT);
                Recollection recalled = new Recollection(
                        List.of(new Recollection.Memory(first.memory(), Recollection.PROMPTED)), List.of());
                FrameResult second = sam2.frameStep()
                        .run(encoded.features(), new FramePrompt.None(), List.of(recalled), MaskMemory.SOFT);
                float[] next = second.candidates().logits().toFloats();
                float[] both = Arrays.copyOf(masks, masks.length + next.length);
                System.arraycopy(next, 0, both, masks.length, next.length);
                return both;
            }
            return masks;
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void everyPlaceIsPassedWithItsChannelsAndInsertsThatDoNothingChangeNothing(Built built) {
        Additions additions = noting();
        AdaptableNetwork network = built.with(additions);
        AdaptableNetwork plain = built.with(Additions.none());
        try (Weights own = Weights.initialise(network.layer(), 3);
                Weights added = Weights.initialise(additions, 4);
                Weights same = Weights.initialise(plain.layer(), 3)) {
            assertThat(segmented(network, SIDE)).isEqualTo(segmented(plain, SIDE));
            assertThat(seen.keySet()).containsExactlyInAnyOrderElementsOf(asked);
            seen.forEach((place, shape) -> {
                long channels = place.site() == Site.AFTER_MAP ? shape[1] : shape[shape.length - 1];
                assertThat(channels).as("%s", place).isEqualTo(place.in());
            });
            assertThat(own.parameters().keySet()).isEqualTo(same.parameters().keySet());
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void everyInsertHasAnEffect(Built built) {
        Additions additions = noting();
        AdaptableNetwork network = built.with(additions);
        try (Weights own = Weights.initialise(network.layer(), 3);
                Weights added = Weights.initialise(additions, 4)) {
            float[] before = segmented(network, SIDE);
            added.parameters().forEach((key, scale) -> {
                float kept;
                try (Scope scope = Scope.inference()) {
                    kept = scale.value().item();
                    Ops.assign(scale.value(), Tensors.of(new float[] {kept + 0.5f}, 1));
                }
                assertThat(segmented(network, SIDE)).as(key).isNotEqualTo(before);
                try (Scope scope = Scope.inference()) {
                    Ops.assign(scale.value(), Tensors.of(new float[] {kept}, 1));
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void levelsAndExtraTokensHaveTheShapesOfTheirDocumentation(Built built) {
        AdaptableNetwork network = built.with(Additions.none());
        int other = SIDE / 2;
        try (Weights weights = Weights.initialise(network.layer(), 3);
                Scope scope = Scope.inference(Precision.FLOAT32)) {
            Encoded encoded = network.encodeLevels(noise(1, 2, 3, other, other));
            List<Level> levels = network.levels();
            assertThat(encoded.levels()).hasSameSizeAs(levels);
            for (int i = 0; i < levels.size(); i++) {
                long cells = other / levels.get(i).stride();
                assertThat(encoded.levels().get(i).shape())
                        .containsExactly(2, levels.get(i).channels(), cells, cells);
            }
            long cells = other / network.stride();
            int width = network.width();
            DecoderExtras extras = new DecoderExtras(
                    Optional.of(noise(5, 1, 3, width)), Optional.of(noise(6, 2, width, cells, cells)));
            DecodedMasks out = network.decode(encoded.features(), PromptTensors.empty(2), extras);
            assertThat(out.extraTokens().shape()).containsExactly(2, 3, width);
            assertThat(out.maskTokens().shape()).containsExactly(2, 4, width);
            assertThat(out.logits().shape()).containsExactly(2, 4, 4 * cells, 4 * cells);
            assertThat(out.upscaled().shape()).containsExactly(2, width / 8, 4 * cells, 4 * cells);
            float[] withoutPositions = network.decode(
                            encoded.features(),
                            PromptTensors.empty(2),
                            new DecoderExtras(extras.tokens(), Optional.empty()))
                    .logits()
                    .toFloats();
            assertThat(out.logits().toFloats()).isNotEqualTo(withoutPositions);
        }
    }

    @Test
    void aPlaceIsTakenOnce() {
        Additions additions = noting();
        Place place = Place.of("part", 0, Site.AFTER_MAP, 4);
        additions.at(place);
        assertThatThrownBy(() -> additions.at(place)).isInstanceOf(IllegalStateException.class);
        assertThat(((Layer) additions).parameters()).containsOnlyKeys("part.0.after_map.scale");
    }
}
