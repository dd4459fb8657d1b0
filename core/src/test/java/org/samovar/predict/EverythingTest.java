package org.samovar.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.samovar.geometry.Fit;
import org.samovar.geometry.ImagePoint;
import org.samovar.geometry.UserError;
import org.samovar.image.LabelMap;
import org.samovar.image.Mask;
import org.samovar.image.RunLengthMask;
import org.samovar.tensor.Tensor;

class EverythingTest {
    private static final List<Mask> OBJECTS = List.of(
            Pictures.rectangle(256, 192, 20, 20, 60, 52),
            Pictures.rectangle(256, 192, 190, 25, 230, 60),
            Pictures.rectangle(256, 192, 50, 140, 90, 172));
    private static final EverythingSettings CROPS = EverythingSettings.published()
            .withTiling(new Tiling.Crops(8, 0, 0.34, 1))
            .withLimits(limits(0.88, 0.5, 0.7));

    private final ColourNetwork network = new ColourNetwork(128, Fit.STRETCH);

    private static EverythingSettings.Limits limits(double score, double stability, double overlap) {
        return new EverythingSettings.Limits(score, stability, 1, overlap, 0);
    }

    private static Mask all() {
        return OBJECTS.stream().reduce(Mask::or).orElseThrow();
    }

    private Segmentation segment(EverythingSettings settings) {
        return new Everything(network, settings).segment(Pictures.of(all()), Progress.NONE);
    }

    @Test
    void everyObjectIsFoundOnceAndTheBackgroundToo() {
        // the network takes all objects of a colour for one, so crops are what separates them
        Segmentation found = segment(CROPS);
        assertThat(found.segments()).hasSize(2);
        assertThat(found.segments())
                .anySatisfy(s -> assertThat(s.mask().toMask().iou(all())).isGreaterThan(0.9));
        assertThat(found.segments())
                .anySatisfy(
                        s -> assertThat(s.mask().toMask().iou(all().inverse())).isGreaterThan(0.9));
        assertThat(network.decoded()).isEqualTo(64);
    }

    @Test
    void adaptiveWindowsSeparateTheObjects() {
        Segmentation found = segment(EverythingSettings.nano()
                .withTiling(new Tiling.Adaptive(3, 3, 1, 0.2, 0, 0.88))
                .withLimits(limits(0.88, 0.5, 0.5)));
        LabelMap labels = found.labels();
        for (Mask object : OBJECTS) {
            assertThat(found.segments())
                    .anySatisfy(s -> assertThat(s.mask().toMask().iou(object)).isGreaterThan(0.8));
        }
        assertThat(labels.size()).isEqualTo(all().size());
    }

    @Test
    void aMaskThatTheClicksInsideItContradictScoresLower() {
        Mask left = Pictures.rectangle(40, 20, 0, 0, 20, 20);
        Mask right = Pictures.rectangle(40, 20, 20, 0, 40, 20);
        List<ImagePoint> clicks = List.of(new ImagePoint(5, 10), new ImagePoint(15, 10), new ImagePoint(30, 10));
        List<Segment> answers = List.of(
                Segments.of(left, 0.9, clicks.get(0)),
                Segments.of(left.or(right), 0.9, clicks.get(0)),
                Segments.of(left, 0.9, clicks.get(1)));
        List<Segment> judged = Agreement.judge(left.size(), clicks, answers);
        assertThat(judged.get(0).score()).isEqualTo(0.9);
        // the second click finds half of it, the third nothing
        assertThat(judged.get(1).score()).isCloseTo(0.9 * (1 + 0.5 + 0) / 3, within(1e-9));
    }

    @Test
    void aReviewAsksByTheBoxAndTakesTheNewMask() {
        Segment rough = Segments.of(Pictures.rectangle(256, 192, 18, 22, 58, 52), 0.2);
        try (EmbeddingCache cache = EmbeddingCache.inMemory(0)) {
            List<Segment> reviewed = new BoxReview(network, Pictures.of(all()), EverythingSettings.nano(), 0, cache)
                    .review(List.of(rough), Progress.NONE);
            assertThat(reviewed).hasSize(1);
            assertThat(reviewed.get(0).score()).isEqualTo(0.9f);
            assertThat(reviewed.get(0).mask().iou(RunLengthMask.of(OBJECTS.get(0))))
                    .isGreaterThan(0.9);
        }
    }

    @Test
    void cropsOfALayerSeeMoreDetailAndTheirMasksWin() {
        Segmentation found = segment(CROPS.withTiling(new Tiling.Crops(8, 1, 0.34, 1)));
        assertThat(network.encoded()).isEqualTo(5);
        assertThat(found.segments()).anySatisfy(s -> {
            assertThat(s.window().width()).isLessThan(256);
            assertThat(s.mask().toMask().iou(OBJECTS.get(0))).isGreaterThan(0.9);
        });
    }

    @Test
    void masksBelowALimitAreDropped() {
        assertThat(segment(CROPS.withLimits(limits(0.95, 0, 0.7))).segments()).isEmpty();
        assertThat(segment(CROPS.withLimits(limits(0.88, 1.01, 0.7))).segments())
                .isEmpty();
    }

    @Test
    void theLeastScoreIsTheLimitOfEitherTiling() {
        for (EverythingSettings settings : List.of(CROPS, windows(0))) {
            assertThat(segment(settings.withLeastScore(0.89)).segments()).isNotEmpty();
            assertThat(segment(settings.withLeastScore(0.91)).segments()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, 60, Double.NaN})
    void aLeastScoreLiesBetweenZeroAndOne(double score) {
        assertThatThrownBy(() -> CROPS.withLeastScore(score))
                .isInstanceOf(UserError.class)
                .hasMessage("The least score must be between 0 and 1, but is " + score + ".");
    }

    @Test
    void theScoreBeforeTheReviewCountsByItsPower() {
        Segmentation plain = segment(windows(0));
        Segmentation weighed = segment(windows(0.5));
        assertThat(plain.segments()).hasSameSizeAs(weighed.segments());
        double lower = weighed.segments().get(0).score();
        assertThat(lower).isBetween(0.5, plain.segments().get(0).score() - 1e-3);
    }

    private static EverythingSettings windows(double agreementPower) {
        return EverythingSettings.nano()
                .withTiling(new Tiling.Adaptive(3, 3, 1, 0.2, agreementPower, 0.5))
                .withLimits(limits(0.88, 0.5, 0.5));
    }

    @Test
    void smallSpecksAndHolesAreRemoved() {
        Mask speck = Pictures.rectangle(256, 192, 120, 100, 128, 108);
        Mask hole = Pictures.rectangle(256, 192, 205, 38, 213, 46);
        Everything everything =
                new Everything(network, CROPS.withLimits(new EverythingSettings.Limits(0.88, 0.5, 1, 0.7, 150)));
        Segmentation found = everything.segment(Pictures.of(all().or(speck).minus(hole)), Progress.NONE);
        assertThat(found.segments())
                .anySatisfy(s -> assertThat(s.mask().toMask().iou(all())).isGreaterThan(0.9));
        assertThat(found.segments()).allSatisfy(s -> assertThat(s.mask().overlap(RunLengthMask.of(speck)))
                .isIn(0, 64));
    }

    @Test
    void theBetterScoreKeepsThePixelAndWhatIsHiddenIsLeftOut() {
        List<Segment> segments = List.of(
                segment(Pictures.rectangle(20, 10, 0, 0, 10, 10), 0.7),
                segment(Pictures.rectangle(20, 10, 5, 0, 15, 10), 0.9),
                segment(Pictures.rectangle(20, 10, 6, 0, 14, 10), 0.8));
        Segmentation all = new Segmentation(OBJECTS.get(0).size(), segments);
        assertThat(all.labels().areas()).containsExactlyInAnyOrderEntriesOf(Map.of(1, 100, 2, 50));
        assertThat(all.visible(0.4).segments()).extracting(Segment::score).containsExactly(0.9, 0.7);
        assertThat(all.visible(0.6).segments()).extracting(Segment::score).containsExactly(0.9);
    }

    private static Segment segment(Mask mask, double score) {
        Mask large = mask.paste(mask.size().region(), OBJECTS.get(0).size());
        return Segments.of(large, score);
    }

    @Test
    void progressIsToldAndACancelledRunStopsAndFreesItsTensors() {
        List<String> told = new ArrayList<>();
        long before = Tensor.live();
        Progress progress = new Progress() {
            @Override
            public void report(long done, long total, String what) {
                told.add(done + "/" + total + " " + what);
            }

            @Override
            public boolean isCancelled() {
                return told.size() == 2;
            }
        };
        Everything everything = new Everything(network, CROPS.withTiling(new Tiling.Crops(4, 2, 0.34, 1)));
        assertThatThrownBy(() -> everything.segment(Pictures.of(all()), progress))
                .isInstanceOf(CancellationException.class)
                .hasMessage("Cancelled while segmenting everything (21 of 21).");
        assertThat(told.get(0)).isEqualTo("0/21 segmenting everything");
        assertThat(Tensor.live()).isEqualTo(before);
    }
}
