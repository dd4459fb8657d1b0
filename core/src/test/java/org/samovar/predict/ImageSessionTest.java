package org.samovar.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.samovar.geometry.Box;
import org.samovar.geometry.Fit;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.Spacing;
import org.samovar.geometry.UserError;
import org.samovar.image.Mask;
import org.samovar.image.RgbImage;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.MaskPrompt;
import org.samovar.prompt.PointPrompt;
import org.samovar.prompt.Polarity;
import org.samovar.prompt.PromptSet;
import org.samovar.prompt.Scribble;

class ImageSessionTest {
    private static final SessionSettings WHOLE = SessionSettings.published().withZoom(Zoom.NEVER);
    private static final Mask OBJECT = Pictures.rectangle(120, 80, 20, 16, 60, 48);
    private static final RgbImage IMAGE = Pictures.of(OBJECT);

    private final ColourNetwork network = new ColourNetwork(128, Fit.STRETCH);

    private static PromptSet click(double x, double y) {
        return PromptSet.of(PointPrompt.positive(x, y));
    }

    @Test
    void everyKindOfPromptFindsTheObject() {
        List<PromptSet> ways = List.of(
                click(40, 30),
                PromptSet.of(new BoxPrompt(new Box(20, 16, 60, 48))),
                PromptSet.of(new MaskPrompt(Pictures.rectangle(120, 80, 24, 18, 56, 46))),
                PromptSet.of(new Scribble(List.of(new ImagePoint(25, 20), new ImagePoint(55, 40)), Polarity.POSITIVE)));
        for (SessionSettings settings : List.of(WHOLE, SessionSettings.published(), SessionSettings.nano())) {
            try (ImageSession session = ImageSession.open(network, IMAGE, settings)) {
                for (PromptSet prompts : ways) {
                    Mask mask = session.predict(prompts).chosen().mask();
                    assertThat(mask.size()).isEqualTo(IMAGE.size());
                    assertThat(mask.iou(OBJECT)).as("%s %s", settings, prompts).isGreaterThan(0.8);
                }
            }
        }
    }

    @Test
    void aPaddedNetworkFindsTheObjectToo() {
        try (ImageSession session =
                ImageSession.open(new ColourNetwork(128, Fit.LONGEST_SIDE), IMAGE, SessionSettings.nano())) {
            assertThat(session.predict(click(40, 30)).chosen().mask().iou(OBJECT))
                    .isGreaterThan(0.8);
        }
    }

    @Test
    void oneClickHasThreeMeaningsAndABoxOne() {
        try (ImageSession session = ImageSession.open(network, IMAGE, WHOLE)) {
            Candidates candidates = session.predict(click(40, 30));
            assertThat(candidates.all()).hasSize(3);
            assertThat(candidates.choice()).isEqualTo(1);
            assertThat(candidates.choose(2).chosen().score()).isEqualTo(0.8f);
            assertThat(session.predict(PromptSet.of(new BoxPrompt(new Box(20, 16, 60, 48))))
                            .all())
                    .hasSize(1);
        }
    }

    @Test
    void whatIsFlatIsSeenStretchedAndAnsweredInItsOwnPixels() {
        Mask flat = Pictures.rectangle(120, 40, 20, 8, 60, 24);
        try (EmbeddingCache cache = EmbeddingCache.inMemory(1 << 20);
                ImageSession square = ImageSession.open(network, IMAGE, WHOLE, cache);
                ImageSession session =
                        ImageSession.open(network, Pictures.of(flat), Spacing.of(0.5, 1, "mm"), WHOLE, cache)) {
            Candidates first = session.predict(click(40, 15));
            Candidates corrected = session.refine(
                    PromptSet.of(PointPrompt.positive(40, 15), PointPrompt.positive(50, 20)), first.chosen());

            assertThat(session.size()).isEqualTo(flat.size());
            assertThat(first.all()).hasSize(3);
            assertThat(first.chosen().score())
                    .isEqualTo(square.predict(click(40, 30.5)).chosen().score());
            assertThat(first.chosen().mask().size()).isEqualTo(flat.size());
            assertThat(first.chosen().mask().iou(flat)).isGreaterThan(0.8);
            assertThat(corrected.chosen().mask().iou(flat)).isGreaterThan(0.8);
            assertThat(session.glance(PointPrompt.positive(40, 15), 30).mask().size())
                    .isEqualTo(flat.size());
        }
    }

    @Test
    void anImageIsEncodedOnce() {
        try (ImageSession session = ImageSession.open(network, IMAGE, WHOLE)) {
            session.prepare();
            assertThat(network.encoded()).isEqualTo(1);
            session.predict(click(40, 30));
            session.predict(click(5, 5));
            assertThat(network.encoded()).isEqualTo(1);
            assertThat(network.decoded()).isEqualTo(2);
        }
    }

    @Test
    void theEarlierMaskCountsInACorrection() {
        try (ImageSession session = ImageSession.open(network, IMAGE, WHOLE)) {
            Candidate first = session.predict(click(40, 30)).chosen();
            PromptSet more = click(40, 30).with(PointPrompt.negative(5, 5));
            float[] alone = session.predict(more).chosen().logits().values();
            float[] corrected = session.refine(more, first).chosen().logits().values();
            assertThat(corrected).isNotEqualTo(alone);
            Candidate cornered = session.predict(click(5, 5)).chosen();
            assertThat(session.refine(more, cornered).chosen().logits().values())
                    .isNotEqualTo(corrected);
        }
    }

    @Test
    void aSmallObjectIsSeenCloser() {
        Mask dot = Pictures.rectangle(512, 512, 200, 300, 206, 306);
        try (ImageSession far = ImageSession.open(network, Pictures.of(dot), WHOLE);
                ImageSession auto = ImageSession.open(network, Pictures.of(dot), SessionSettings.published());
                ImageSession close = ImageSession.open(network, Pictures.of(dot), SessionSettings.nano())) {
            PromptSet box = PromptSet.of(new BoxPrompt(new Box(200, 300, 206, 306)));
            assertThat(far.predict(box).chosen().mask().iou(dot)).isLessThan(0.7);
            assertThat(auto.predict(box).chosen().mask().iou(dot)).isGreaterThan(0.9);
            assertThat(close.predict(box).chosen().mask().iou(dot)).isGreaterThan(0.9);
            Candidate zoomed = close.predict(box).chosen();
            assertThat(zoomed.window().width()).isLessThan(40);
            assertThat(close.refine(box, zoomed).chosen().mask().iou(dot)).isGreaterThan(0.9);
        }
    }

    @Test
    void aClickIsTriedAtSeveralScalesAndAMaskThatAWindowCutsOffIsNotChosen() {
        Mask object = Pictures.rectangle(512, 512, 100, 100, 250, 220);
        try (ImageSession session = ImageSession.open(network, Pictures.of(object), SessionSettings.nano())) {
            Candidates candidates = session.predict(click(120, 120));
            // nine scales from 512 to 32 pixels, and the five different answers once more from close by
            assertThat(network.encoded()).isEqualTo(9 + 5);
            assertThat(candidates.chosen().mask().iou(object)).isGreaterThan(0.9);
            // twice 150 pixels, as far as cells of up to 16 pixels tell
            assertThat(candidates.chosen().window().width()).isCloseTo(300, within(16));
            assertThat(candidates.all()).allSatisfy(c -> assertThat(c.score()).isPositive());
        }
    }

    @Test
    void severalObjectsAreSeveralPromptSets() {
        List<Long> steps = new ArrayList<>();
        try (ImageSession session = ImageSession.open(network, IMAGE, WHOLE)) {
            List<Candidates> both =
                    session.predictAll(List.of(click(40, 30), click(5, 5)), (done, total, what) -> steps.add(done));
            assertThat(both.get(0).chosen().mask().iou(OBJECT)).isGreaterThan(0.8);
            assertThat(both.get(1).chosen().mask().iou(OBJECT.inverse())).isGreaterThan(0.8);
            assertThat(steps).containsExactly(0L, 1L, 2L);
        }
    }

    @Test
    void aCancelledRunStops() {
        Progress cancelled = new Progress() {
            @Override
            public void report(long done, long total, String what) {}

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        try (ImageSession session = ImageSession.open(network, IMAGE, WHOLE)) {
            assertThatThrownBy(() -> session.predictAll(List.of(click(40, 30)), cancelled))
                    .isInstanceOf(CancellationException.class);
            assertThat(network.decoded()).isZero();
        }
    }

    @Test
    void noPromptAndAPromptOutsideAreRefusedInPlainWords() {
        try (ImageSession session = ImageSession.open(network, IMAGE, WHOLE)) {
            assertThatThrownBy(() -> session.predict(PromptSet.none()))
                    .isInstanceOf(UserError.class)
                    .hasMessage("There is no prompt to segment by.");
            assertThatThrownBy(() -> session.predict(click(120, 5)))
                    .isInstanceOf(UserError.class)
                    .hasMessage("The point 120,5 lies outside the image of 120 x 80 pixels.");
        }
    }
}
