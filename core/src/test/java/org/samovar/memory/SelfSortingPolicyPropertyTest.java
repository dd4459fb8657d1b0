package org.samovar.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.samovar.memory.MemoryEntry.Origin;
import org.samovar.memory.SelfSortingPolicy.Resampling;
import org.samovar.memory.SelfSortingPolicy.Retention;
import org.samovar.tensor.Precision;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/** The self-sorting bank on random streams against the paper's rule, written down once more as plainly as possible. */
class SelfSortingPolicyPropertyTest {
    private static final int LENGTH = 6;

    private Scope scope = Scope.shared();

    @BeforeTry
    void open() {
        scope = Scope.inference(Precision.FLOAT32);
    }

    @AfterTry
    void free() {
        scope.close();
    }

    /** What a frame is made of. */
    private record Frame(int number, boolean isPrompted, double[] features, double[] image, double score, double iou) {
        static Frame random(Random random, int number, boolean isPrompted) {
            return new Frame(
                    number,
                    isPrompted,
                    vector(random),
                    vector(random),
                    rarelyNaN(random, random.nextGaussian() + 1),
                    rarelyNaN(random, random.nextDouble()));
        }

        /** Now and then without a direction, or with what is no number; often one of a few, so that some are equal. */
        private static double[] vector(Random random) {
            Random few = new Random(random.nextInt(random.nextBoolean() ? 4 : 1000));
            int kind = few.nextInt(12);
            double[] values = few.doubles(LENGTH, -1, 2).map(v -> (float) v).toArray();
            if (kind == 0) {
                values = new double[LENGTH];
            } else if (kind == 1) {
                values[few.nextInt(LENGTH)] = Double.NaN;
            }
            return values;
        }

        private static double rarelyNaN(Random random, double value) {
            return random.nextInt(15) == 0 ? Double.NaN : value;
        }

        MemoryEntry entry() {
            Likeness likeness = new Likeness(fingerprint(features), fingerprint(image));
            return new MemoryEntry(
                    number,
                    isPrompted ? Origin.PROMPTED : Origin.TRACKED,
                    Tensors.full(number, 1, 1, 1, 1),
                    Tensors.full(number, 1, 1),
                    score,
                    iou,
                    Optional.of(likeness));
        }

        private static Fingerprint fingerprint(double[] values) {
            float[] floats = new float[values.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) values[i];
            }
            Tensor map = Tensors.of(floats, 1, floats.length, 1, 1);
            return Fingerprint.of(map);
        }

        Moment moment() {
            return new Moment(number, Integer.MAX_VALUE, Direction.FORWARD, Optional.of(fingerprint(image)));
        }

        boolean isSound() {
            return Double.isFinite(score)
                    && Double.isFinite(iou)
                    && Arrays.stream(features).allMatch(Double::isFinite)
                    && Arrays.stream(image).allMatch(Double::isFinite);
        }
    }

    private static double cosine(double[] a, double[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += a[i] * b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
        }
        return aa * bb == 0 ? 0 : ab / (Math.sqrt(aa) * Math.sqrt(bb));
    }

    /** Section 3.2 of the paper on a list, with prompted frames last to go. */
    private static final class Reference {
        private final SelfSortingPolicy policy;
        private final List<Frame> bank = new ArrayList<>();

        Reference(SelfSortingPolicy policy) {
            this.policy = policy;
        }

        void add(Frame frame) {
            double c = frame.score > 0 ? frame.iou : 0;
            if (!frame.isSound() || (!frame.isPrompted && policy.confidence().isPresent() && c < threshold())) {
                return;
            }
            bank.removeIf(old -> old.number == frame.number);
            bank.add(frame);
            bank.sort(Comparator.comparingInt(Frame::number));
            List<Frame> candidates = new ArrayList<>(bank);
            while (bank.size() > policy.capacity()) {
                bank.remove(worst(candidates, frame));
            }
        }

        private double threshold() {
            return policy.confidence().orElseThrow();
        }

        /** Of those that are still there; dissimilarities are over all candidates. */
        private Frame worst(List<Frame> candidates, Frame newest) {
            Frame worst = bank.get(0);
            for (Frame frame : bank) {
                boolean isLessCertain = worst.isPrompted && !frame.isPrompted;
                boolean isAsCertain = worst.isPrompted == frame.isPrompted;
                if (isLessCertain
                        || (isAsCertain && worth(frame, candidates, newest) <= worth(worst, candidates, newest))) {
                    worst = frame;
                }
            }
            return worst;
        }

        private double worth(Frame frame, List<Frame> candidates, Frame newest) {
            if (policy.retention() == Retention.NEWEST) {
                return -Math.abs(frame.number - newest.number);
            }
            return candidates.stream()
                    .filter(other -> other != frame)
                    .mapToDouble(other -> 1 - cosine(frame.features, other.features))
                    .sorted() // so that equal memories have exactly the same sum
                    .sum();
        }

        List<Integer> numbers() {
            return bank.stream().map(Frame::number).toList();
        }
    }

    private static List<Integer> numbers(MemoryBank bank) {
        return bank.entries().stream().map(MemoryEntry::frame).sorted().toList();
    }

    private static List<Frame> stream(Random random, int length) {
        return IntStream.range(0, length)
                .mapToObj(number -> Frame.random(random, number, number == 0 || random.nextInt(12) == 0))
                .toList();
    }

    private static MemoryBank fill(SelfSortingPolicy policy, List<Frame> frames) {
        MemoryBank bank = MemoryBank.empty();
        for (Frame frame : frames) {
            bank = policy.admit(bank, frame.entry());
        }
        return bank;
    }

    @Property(tries = 150)
    void theBankIsThatOfThePaperAndNeverLargerThanItsCapacity(
            @ForAll @IntRange(min = 1, max = 6) int capacity,
            @ForAll @IntRange(min = 0, max = 3) int row,
            @ForAll @IntRange(min = 1, max = 40) int length,
            @ForAll Random random) {
        SelfSortingPolicy policy = SelfSortingPolicy.ablation().get(row).withCapacity(capacity);
        Reference reference = new Reference(policy);
        MemoryBank bank = MemoryBank.empty();
        for (Frame frame : stream(random, length)) {
            bank = policy.admit(bank, frame.entry());
            reference.add(frame);
            assertThat(bank.size()).isLessThanOrEqualTo(capacity);
            assertThat(numbers(bank)).isEqualTo(reference.numbers());
            assertThat(bank.entries())
                    .allMatch(entry -> entry.likeness().orElseThrow().isFinite());
        }
    }

    @Property(tries = 80)
    void theReleasedRuleReplacesTheTwinOfTheMemoryThatIsLeastLikeTheNewOne(
            @ForAll @IntRange(min = 2, max = 6) int capacity,
            @ForAll @IntRange(min = 1, max = 30) int length,
            @ForAll Random random) {
        SelfSortingPolicy policy = SelfSortingPolicy.released().withCapacity(capacity);
        List<Frame> expected = new ArrayList<>();
        MemoryBank bank = MemoryBank.empty();
        for (Frame frame : stream(random, length)) {
            bank = policy.admit(bank, frame.entry());
            if (frame.isSound()) {
                release(expected, frame, capacity);
            }
            assertThat(bank.size()).isLessThanOrEqualTo(capacity);
            assertThat(bank.entries().stream().map(MemoryEntry::frame))
                    .containsExactlyInAnyOrderElementsOf(
                            expected.stream().map(Frame::number).toList());
        }
    }

    /** {@code func_2d/function.py}; of equal memories the first counts, prompted ones before others. */
    private static void release(List<Frame> bank, Frame frame, int capacity) {
        if (bank.size() < capacity) {
            bank.add(frame);
        } else {
            bank.sort(Comparator.comparing((Frame f) -> !f.isPrompted).thenComparingInt(Frame::number));
            Frame i = bank.get(0);
            for (Frame old : bank) {
                i = cosine(old.features, frame.features) < cosine(i.features, frame.features) ? old : i;
            }
            Frame j = bank.get(bank.get(0) == i ? 1 : 0);
            for (Frame old : bank) {
                j = old != i && cosine(old.features, i.features) > cosine(j.features, i.features) ? old : j;
            }
            if (cosine(frame.features, i.features) < cosine(i.features, j.features) && frame.iou > j.iou - 0.1) {
                bank.set(bank.indexOf(j), frame);
            }
        }
    }

    @Property(tries = 60)
    void oneUpdateDependsOnWhichMemoriesThereAreAndNotOnTheirOrder(@ForAll Random random) {
        SelfSortingPolicy policy = SelfSortingPolicy.published().withCapacity(5);
        List<Frame> frames = new ArrayList<>(stream(random, 5));
        Frame newest = Frame.random(random, 9, false);
        MemoryBank straight = fill(policy, frames);
        Collections.shuffle(frames, random);
        MemoryBank shuffled = fill(policy, frames);
        assertThat(numbers(policy.admit(shuffled, newest.entry())))
                .isEqualTo(numbers(policy.admit(straight, newest.entry())));
    }

    @Property(tries = 60)
    void asLongAsAllFitInTheOrderOfTheImagesDoesNotMatter(@ForAll Random random) {
        SelfSortingPolicy policy = SelfSortingPolicy.published().withCapacity(12);
        List<Frame> frames = new ArrayList<>(stream(random, 12));
        Frame next = Frame.random(random, 20, false);
        MemoryBank straight = fill(policy, frames);
        Collections.shuffle(frames, random);
        MemoryBank shuffled = fill(policy, frames);
        assertThat(numbers(shuffled)).isEqualTo(numbers(straight));
        assertThat(frames(policy.drawn(shuffled, next.moment())))
                .isEqualTo(frames(policy.drawn(straight, next.moment())));
    }

    @Property(tries = 20)
    void nothingIsDrawnFromAnEmptyBank(@ForAll Random random) {
        Frame next = Frame.random(random, 20, false);
        for (SelfSortingPolicy policy : List.of(SelfSortingPolicy.published(), SelfSortingPolicy.released())) {
            assertThat(policy.drawn(fill(policy, List.of()), next.moment())).isEmpty();
        }
    }

    private static List<Integer> frames(List<MemoryEntry> drawn) {
        return drawn.stream().map(MemoryEntry::frame).toList();
    }

    @Property(tries = 60)
    void theSameStreamGivesTheSameBankAndTheSameDraws(@ForAll long seed) {
        SelfSortingPolicy policy = SelfSortingPolicy.published().withCapacity(4).withSeed(seed);
        List<Frame> frames = stream(new Random(seed), 20);
        MemoryBank first = fill(policy, frames);
        MemoryBank second = fill(policy, frames);
        assertThat(numbers(second)).isEqualTo(numbers(first));
        for (Frame frame : frames) {
            assertThat(frames(policy.drawn(second, frame.moment())))
                    .isEqualTo(frames(policy.drawn(first, frame.moment())));
        }
    }

    @Property(tries = 20)
    void drawsFollowTheSharesOfThePaper(@ForAll Random random, @ForAll @DoubleRange(min = 0, max = 1) double any) {
        List<Frame> frames =
                stream(random, 30).stream().filter(Frame::isSound).limit(4).toList();
        SelfSortingPolicy policy = SelfSortingPolicy.published()
                .with(OptionalDouble.empty())
                .withCapacity(400)
                .withSeed(Double.doubleToLongBits(any));
        MemoryBank bank = fill(policy, frames);
        Frame next = Frame.random(random, 50, false);
        boolean isImageSound = Arrays.stream(next.image).allMatch(Double::isFinite);
        Map<Integer, Double> shares = new HashMap<>();
        for (Frame frame : frames) {
            double share = isImageSound ? Math.max(0, cosine(frame.image, next.image)) : 1;
            shares.put(frame.number, share);
        }
        double sum = shares.values().stream().mapToDouble(d -> d).sum();
        Map<Integer, Long> counts = frames(policy.drawn(bank, next.moment())).stream()
                .collect(Collectors.groupingBy(f -> f, Collectors.counting()));
        for (Frame frame : frames) {
            double expected = sum == 0 ? 1.0 / frames.size() : shares.get(frame.number) / sum;
            double found = counts.getOrDefault(frame.number, 0L) / 400.0;
            // five standard deviations of a share of 400 draws
            double allowed = 5 * Math.sqrt(expected * (1 - expected) / 400) + 1e-9;
            assertThat(found).isBetween(expected - allowed, expected + allowed);
        }
    }

    @Property(tries = 40)
    void withResamplingAFrameSeesAsManyMemoriesAsTheCapacityUnlessAllAreTheSame(@ForAll Random random) {
        SelfSortingPolicy policy = SelfSortingPolicy.published().withCapacity(5);
        MemoryBank bank = fill(policy, stream(random, 12));
        Frame next = Frame.random(random, 30, false);
        policy.recall(bank, next.moment()).ifPresent(seen -> {
            boolean isOne =
                    policy.drawn(bank, next.moment()).stream().distinct().count() == 1;
            assertThat(seen.memories()).hasSize(isOne ? 1 : 5);
            assertThat(seen.pointers()).hasSameSizeAs(seen.memories());
        });
        assertThat(policy.with(Resampling.OFF).drawn(bank, next.moment())).hasSize(bank.size());
    }
}
