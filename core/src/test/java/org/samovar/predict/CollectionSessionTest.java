package org.samovar.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.samovar.geometry.Box;
import org.samovar.geometry.Fit;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.image.Mask;
import org.samovar.image.RgbImage;
import org.samovar.memory.FifoPolicy;
import org.samovar.memory.MemoryPolicy;
import org.samovar.memory.SelfSortingPolicy;
import org.samovar.memory.TemporalPolicy;
import org.samovar.model.sam2.Sam2;
import org.samovar.model.sam2.Sam2Config;
import org.samovar.nn.Weights;
import org.samovar.predict.CollectionSettings.Joining;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.PromptSet;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;
import org.samovar.testing.SmallVideoNetwork;

class CollectionSessionTest {
    private static final SelfSortingPolicy SMALL_BANK =
            SelfSortingPolicy.published().withCapacity(3).with(OptionalDouble.empty());
    private static final CollectionSettings SETTINGS =
            CollectionSettings.published().with(SMALL_BANK);

    private final Sam2 network = SmallVideoNetwork.create();
    private final Weights weights = Weights.initialise(network, 3);
    private final SplittableRandom random = new SplittableRandom(5);
    private final RgbImage example = noise(90, 70);
    private final List<RgbImage> others =
            List.of(noise(64, 64), noise(50, 80), noise(200, 30), noise(64, 64), noise(31, 17), noise(70, 70));

    /** Random weights may see no object at all, and then all answers would be the same. */
    @BeforeEach
    void seeObjects() {
        try (Scope scope = Scope.inference(Precision.FLOAT32)) {
            Tensor bias =
                    Objects.requireNonNull(weights.tensors().get("sam_mask_decoder.pred_obj_score_head.layers.2.bias"));
            Ops.assign(bias, Tensors.full(5, 1));
        }
    }

    @AfterEach
    void free() {
        weights.close();
    }

    private RgbImage noise(int width, int height) {
        byte[] pixels = new byte[3 * width * height];
        random.nextBytes(pixels);
        return RgbImage.of(width, height, pixels);
    }

    private static Mask square(RgbImage image) {
        return Mask.rectangle(image.size(), new Box(10, 10, 40, 40));
    }

    private CollectionSession session(CollectionSettings settings) {
        CollectionSession session = CollectionSession.open(network, settings);
        session.give(1, example, square(example));
        return session;
    }

    /** What a listener hears. */
    private static final class Heard implements CollectionListener {
        private final Map<Integer, Map<Integer, Candidate>> images = new TreeMap<>();
        private final Map<Integer, String> failures = new TreeMap<>();

        @Override
        public void onImage(int index, RgbImage image, Map<Integer, Candidate> found) {
            images.put(index, found);
        }

        @Override
        public void onFailure(int index, UserError why) {
            failures.put(index, String.valueOf(why.getMessage()));
        }

        /** Logits bit for bit. */
        List<Logits> logits() {
            return images.values().stream().map(found -> found.get(1).logits()).toList();
        }
    }

    private static List<Supplier<RgbImage>> suppliers(List<RgbImage> images) {
        List<Supplier<RgbImage>> all = new ArrayList<>();
        images.forEach(image -> all.add(() -> image));
        return all;
    }

    private Heard run(CollectionSettings settings, List<RgbImage> images) {
        Heard heard = new Heard();
        try (CollectionSession session = session(settings)) {
            session.segmentAll(suppliers(images), heard, Progress.NONE);
        }
        return heard;
    }

    static List<MemoryPolicy> policies() {
        return List.of(
                SMALL_BANK,
                SelfSortingPolicy.base(),
                SelfSortingPolicy.released(),
                FifoPolicy.published(),
                TemporalPolicy.published());
    }

    @ParameterizedTest
    @MethodSource("policies")
    void imagesOfAnySizeAreSegmentedWithEveryBankAndAllIsFreed(MemoryPolicy policy) {
        long before = Tensor.live();
        Heard heard = run(SETTINGS.with(policy), others);
        assertThat(heard.images).hasSize(others.size());
        heard.images.forEach((index, found) -> assertThat(found.get(1).mask().size())
                .isEqualTo(others.get(index).size()));
        assertThat(heard.failures).isEmpty();
        assertThat(Tensor.live()).isEqualTo(before);
    }

    @Test
    void theSameHeapGivesTheSameMasks() {
        assertThat(run(SETTINGS, others).logits())
                .isEqualTo(run(SETTINGS, others).logits());
    }

    @Test
    void whereOnlyPromptedImagesAreExamplesTheOrderDoesNotMatter() {
        CollectionSettings settings = SETTINGS.with(Joining.PROMPTED_ONLY);
        List<RgbImage> reversed = new ArrayList<>(others);
        Collections.reverse(reversed);
        List<Logits> backwards = new ArrayList<>(run(settings, reversed).logits());
        Collections.reverse(backwards);
        assertThat(run(settings, others).logits()).isEqualTo(backwards);
    }

    @Test
    void imagesThatJoinAreExamplesForLaterOnes() {
        List<Logits> joining = run(SETTINGS, others).logits();
        List<Logits> apart = run(SETTINGS.with(Joining.PROMPTED_ONLY), others).logits();
        assertThat(joining.get(0)).isEqualTo(apart.get(0));
        assertThat(joining).isNotEqualTo(apart);
    }

    @Test
    void theBankKeepsItsCapacityAndWhatWasPrompted() {
        try (CollectionSession session = session(SETTINGS)) {
            session.give(1, others.get(0), Mask.rectangle(others.get(0).size(), new Box(0, 0, 20, 30)));
            for (RgbImage image : others.subList(1, 6)) {
                session.segment(image);
                assertThat(session.bank(1).size()).isEqualTo(3);
                assertThat(session.bank(1).prompted()).containsOnlyKeys(0, 1);
            }
        }
    }

    @Test
    void severalObjectsAreWhatEachIsAlone() {
        try (CollectionSession both = session(SETTINGS);
                CollectionSession one = session(SETTINGS)) {
            both.give(2, example, Mask.rectangle(example.size(), new Box(50, 5, 80, 60)));
            Map<Integer, Candidate> found = both.segment(others.get(0));
            assertThat(found).containsOnlyKeys(1, 2);
            assertThat(both.objects()).containsExactly(1, 2);
            assertThat(found.get(1).mask())
                    .isEqualTo(one.segment(others.get(0)).get(1).mask());
            both.remove(1);
            assertThat(both.segment(others.get(1))).containsOnlyKeys(2);
        }
    }

    @Test
    void anObjectIsShownByPromptsAsOnAnyImage() {
        PromptSet box = PromptSet.of(new BoxPrompt(new Box(10, 10, 40, 40)));
        try (CollectionSession session = CollectionSession.open(network, SETTINGS);
                ImageSession alone = ImageSession.open(network, example, SETTINGS.image())) {
            Candidates found = session.prompt(1, example, box);
            assertThat(found.chosen().logits())
                    .isEqualTo(alone.predict(box).chosen().logits());
            assertThat(session.bank(1).prompted()).containsOnlyKeys(0);
            assertThatThrownBy(() -> session.prompt(1, others.get(4), PromptSet.none()))
                    .isInstanceOf(UserError.class);
            assertThat(session.bank(1).size()).isOne();
        }
    }

    @Test
    void anObjectOfOnePixelIsNotAnAbsentOne() {
        RgbImage large = noise(1200, 1200);
        try (CollectionSession session = CollectionSession.open(network, SETTINGS)) {
            session.give(1, large, Mask.rectangle(large.size(), new Box(600, 600, 601, 601)));
            assertThat(session.bank(1).of(0).orElseThrow().objectScore()).isPositive();
            session.give(2, large, Mask.empty(large.size()));
            assertThat(session.bank(2).of(1).orElseThrow().objectScore()).isNegative();
        }
    }

    @Test
    void anImageThatCannotBeReadIsNamedAndTheOthersAreDone() {
        List<Supplier<RgbImage>> images = suppliers(others);
        images.set(1, () -> {
            throw new UserError("Cannot read b.png.");
        });
        Heard heard = new Heard();
        try (CollectionSession session = session(SETTINGS)) {
            session.segmentAll(images, heard, Progress.NONE);
        }
        assertThat(heard.images).containsOnlyKeys(0, 2, 3, 4, 5);
        assertThat(heard.failures).containsOnlyKeys(1).containsValue("Cannot read b.png.");
    }

    @Test
    void cancellingKeepsWhatWasDone() {
        Heard heard = new Heard();
        Progress impatient = new Progress() {
            @Override
            public void report(long done, long total, String what) {
                // nobody looks
            }

            @Override
            public boolean isCancelled() {
                return heard.images.size() == 2;
            }
        };
        try (CollectionSession session = session(SETTINGS)) {
            assertThatThrownBy(() -> session.segmentAll(suppliers(others), heard, impatient))
                    .isInstanceOf(CancellationException.class)
                    .hasMessageContaining("2 of 6");
            assertThat(heard.images).containsOnlyKeys(0, 1);
            assertThat(session.segment(others.get(2))).containsOnlyKeys(1);
        }
    }

    @Test
    void whatCannotBeDoneIsRefusedInTheUsersWords() {
        assertThatThrownBy(() -> CollectionSession.open(new ColourNetwork(64, Fit.STRETCH), SETTINGS))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no memory");
        Sam2 forgetful = new Sam2(Sam2Config.nano());
        assertThatThrownBy(() -> CollectionSession.open(forgetful, SETTINGS))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no memory");
        try (CollectionSession session = CollectionSession.open(network, SETTINGS)) {
            assertThatThrownBy(() -> session.segment(example)).hasMessageContaining("no object to look for");
            assertThatThrownBy(() -> session.segmentAll(List.of(), new Heard(), Progress.NONE))
                    .hasMessageContaining("no object to look for");
            assertThatThrownBy(() -> session.give(1, example, Mask.empty(new Size(3, 3))))
                    .hasMessageContaining("3 x 3");
        }
    }
}
