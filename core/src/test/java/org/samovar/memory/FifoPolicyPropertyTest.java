package org.samovar.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.samovar.memory.MemoryEntry.Origin;
import org.samovar.model.sam2.Recollection;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/** The bank of SAM 2 against a plain list of everything that was ever remembered. */
class FifoPolicyPropertyTest {
    private static final int REACH = 15;

    /** An entry whose tensors hold its frame. */
    private static MemoryEntry entry(int frame, Origin origin, double score) {
        Tensor features = Tensors.full(frame, 1, 1, 1, 1);
        return new MemoryEntry(frame, origin, features, Tensors.full(frame, 1, 1), score, 0.5);
    }

    private static Origin origin(SplittableRandom random) {
        return random.nextInt(8) == 0 ? Origin.PROMPTED : Origin.TRACKED;
    }

    /** Slot or distance by frame, each in the order of the published code. */
    private record Seen(Map<Integer, Integer> slots, Map<Integer, Double> distances) {
        static Seen of(Recollection recollection) {
            Seen seen = new Seen(new LinkedHashMap<>(), new LinkedHashMap<>());
            recollection
                    .memories()
                    .forEach(m -> seen.slots.put((int) m.features().item(), m.slot()));
            recollection
                    .pointers()
                    .forEach(p -> seen.distances.put((int) p.features().item(), p.distance()));
            return seen;
        }
    }

    /** The rule of the published code, on the last memory of each frame. */
    private static Seen reference(Map<Integer, Origin> memories, int frame, int frames, int sign) {
        Seen seen = new Seen(new LinkedHashMap<>(), new LinkedHashMap<>());
        int longest = Math.min(frames, 16) - 1;
        for (Map.Entry<Integer, Origin> memory : memories.entrySet()) {
            if (memory.getValue() == Origin.PROMPTED) {
                seen.slots.put(memory.getKey(), 6);
                int passed = sign * (frame - memory.getKey());
                if (passed >= 0) {
                    seen.distances.put(memory.getKey(), (double) passed / longest);
                }
            }
        }
        for (int steps = 1; steps <= longest; steps++) {
            if (memories.get(frame - sign * steps) == Origin.TRACKED) {
                if (steps <= 6) {
                    seen.slots.put(frame - sign * steps, steps - 1);
                }
                seen.distances.put(frame - sign * steps, (double) steps / longest);
            }
        }
        return seen;
    }

    @Property(tries = 50)
    void aFrameSeesWhatThePublishedRuleGivesWhileAPassGoesOn(
            @ForAll @IntRange(min = 2, max = 60) int frames, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FifoPolicy policy = FifoPolicy.published();
        try (Scope scope = Scope.inference()) {
            Map<Integer, Origin> all = new TreeMap<>();
            int start = random.nextInt(frames);
            MemoryBank bank = policy.admit(MemoryBank.empty(), entry(start, Origin.PROMPTED, 1));
            all.put(start, Origin.PROMPTED);
            for (Direction direction : Direction.values()) {
                int sign = direction == Direction.FORWARD ? 1 : -1;
                for (int frame = start + sign; frame >= 0 && frame < frames; frame += sign) {
                    if (all.get(frame) != Origin.PROMPTED) {
                        Recollection seen = policy.recall(bank, new Moment(frame, frames, direction))
                                .orElseThrow();
                        assertThat(Seen.of(seen)).isEqualTo(reference(all, frame, frames, sign));
                        Origin origin = origin(random);
                        bank = policy.admit(bank, entry(frame, origin, 1));
                        all.put(frame, origin);
                    }
                }
            }
        }
    }

    @Property(tries = 50)
    void theBankHoldsPromptedFramesAndWhatIsWithinReach(
            @ForAll @IntRange(min = 1, max = 100) int stream, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FifoPolicy policy = FifoPolicy.published();
        try (Scope scope = Scope.inference()) {
            MemoryBank bank = MemoryBank.empty();
            for (int i = 0; i < stream; i++) {
                int frame = random.nextInt(150);
                MemoryEntry newest = entry(frame, origin(random), random.nextDouble() - 0.5);
                bank = policy.admit(bank, newest);
                assertThat(bank.entries()).contains(newest);
                List<Integer> centres = new ArrayList<>(bank.prompted().keySet());
                centres.add(frame);
                assertThat(bank.tracked().keySet())
                        .allMatch(t -> centres.stream().anyMatch(c -> Math.abs(t - c) <= REACH));
                assertThat(bank.tracked()).hasSizeLessThanOrEqualTo((2 * REACH + 1) * centres.size());
                assertThat(bank.prompted().keySet()).noneMatch(bank.tracked()::containsKey);
            }
        }
    }

    @Property(tries = 50)
    void theOrderInWhichFramesWereRememberedDoesNotMatterWithinReach(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FifoPolicy policy = FifoPolicy.published();
        try (Scope scope = Scope.inference()) {
            List<MemoryEntry> entries = new ArrayList<>();
            for (int frame = 0; frame < 10; frame++) {
                entries.add(entry(frame, frame == 3 ? Origin.PROMPTED : Origin.TRACKED, 1));
            }
            MemoryBank straight = MemoryBank.empty();
            MemoryBank shuffled = MemoryBank.empty();
            List<MemoryEntry> rest = new ArrayList<>(entries);
            for (MemoryEntry next : entries) {
                straight = policy.admit(straight, next);
                shuffled = policy.admit(shuffled, rest.remove(random.nextInt(rest.size())));
            }
            assertThat(shuffled).isEqualTo(straight);
        }
    }

    @Property(tries = 50)
    void noMoreThanTheNearestPromptedFramesAreRecalled(
            @ForAll @IntRange(min = 2, max = 5) int most,
            @ForAll @IntRange(min = 0, max = 99) int frame,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FifoPolicy policy = new FifoPolicy(6, 16, most);
        try (Scope scope = Scope.inference()) {
            MemoryBank bank = MemoryBank.empty();
            for (int i = 0; i < 12; i++) {
                bank = policy.admit(bank, entry(random.nextInt(100), Origin.PROMPTED, 1));
            }
            Map<Integer, Integer> slots = Seen.of(policy.recall(bank, new Moment(frame, 100, Direction.FORWARD))
                            .orElseThrow())
                    .slots();
            List<Integer> chosen = slots.keySet().stream()
                    .filter(f -> slots.get(f) == Recollection.PROMPTED)
                    .toList();
            assertThat(chosen).hasSize(Math.min(most, bank.size()));
            Integer before = bank.prompted().lowerKey(frame);
            Integer behind = bank.prompted().ceilingKey(frame);
            assertThat(chosen).containsAll(before == null ? List.of() : List.of(before));
            assertThat(chosen).containsAll(behind == null ? List.of() : List.of(behind));
        }
    }
}
