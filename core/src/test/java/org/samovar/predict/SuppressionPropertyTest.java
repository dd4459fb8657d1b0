package org.samovar.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;
import org.samovar.image.Mask;
import org.samovar.image.RunLengthMask;

class SuppressionPropertyTest {
    @Provide
    Arbitrary<List<Segment>> segments() {
        Arbitrary<Integer> start = Arbitraries.integers().between(0, 20);
        Arbitrary<Integer> length = Arbitraries.integers().between(1, 12);
        return Combinators.combine(
                        start, start, length, length, Arbitraries.doubles().between(0, 1))
                .as((x, y, w, h, score) -> Segments.of(Pictures.rectangle(32, 32, x, y, x + w, y + h), score))
                .list()
                .ofMaxSize(25);
    }

    @Property(tries = 200)
    void whatIsKeptDoesNotOverlapAndWhatIsDroppedOverlapsABetterOne(
            @ForAll("segments") List<Segment> segments, @ForAll("thresholds") double threshold) {
        List<Segment> kept = Suppression.keepBest(segments, Segment::score, Suppression::masks, threshold);
        for (Segment a : kept) {
            for (Segment b : kept) {
                assertThat(a == b || a.mask().iou(b.mask()) <= threshold).isTrue();
            }
        }
        for (Segment dropped : segments) {
            boolean isKept = kept.stream().anyMatch(k -> k == dropped);
            assertThat(isKept
                            || kept.stream()
                                    .anyMatch(k -> k.score() >= dropped.score()
                                            && k.mask().iou(dropped.mask()) > threshold))
                    .isTrue();
        }
    }

    @Property(tries = 100)
    void theOrderOfSegmentsWithDifferentScoresDoesNotMatter(
            @ForAll("segments") List<Segment> segments, @ForAll long seed) {
        List<Segment> distinct = new ArrayList<>();
        for (Segment s : segments) {
            if (distinct.stream().noneMatch(d -> d.score() == s.score())) {
                distinct.add(s);
            }
        }
        List<Segment> shuffled = new ArrayList<>(distinct);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(Suppression.keepBest(shuffled, Segment::score, Suppression::boxes, 0.5))
                .isEqualTo(Suppression.keepBest(distinct, Segment::score, Suppression::boxes, 0.5));
    }

    @Property(tries = 200)
    void aPastedRunLengthMaskIsThePastedMask(
            @ForAll("sides") int width,
            @ForAll("sides") int height,
            @ForAll("sides") int x,
            @ForAll("sides") int y,
            @ForAll long seed) {
        Random random = new Random(seed);
        Mask mask = Mask.where(new Size(width, height), (i, j) -> random.nextInt(3) > 0);
        for (Size image : List.of(new Size(x + width, y + height), new Size(x + width + 3, y + height + 2))) {
            Region window = new Region(x, y, width, height);
            assertThat(RunLengthMask.paste(mask, window, image)).isEqualTo(RunLengthMask.of(mask.paste(window, image)));
        }
        assertThat(RunLengthMask.paste(mask, mask.size().region(), mask.size())).isEqualTo(RunLengthMask.of(mask));
    }

    @Provide
    Arbitrary<Double> thresholds() {
        return Arbitraries.doubles().between(0, 0.9);
    }

    @Provide
    Arbitrary<Integer> sides() {
        return Arbitraries.integers().between(1, 9);
    }
}
