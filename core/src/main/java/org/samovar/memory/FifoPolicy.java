package org.samovar.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.samovar.model.sam2.Recollection;

/**
 * The bank of SAM 2 (Ravi et al. 2024, section 4; {@code SAM2Base._prepare_memory_conditioned_features}): a frame attends to prompted
 * frames and to the frames just before it, first in, first out.
 *
 * <p>Prompted memories stay. Others stay while they are within reach of the newest frame or of a prompted one, as the next pass
 * starts there: a bank does not grow with the length of the sequence.
 *
 * @param recent how many frames before this one are remembered, 1 to 6
 * @param pointers how many pointers are recalled, the longest distance included, 2 or more
 * @param prompted how many prompted frames are recalled, at least 2: the nearest before and the nearest behind, then the nearest of the
 *     others
 */
public record FifoPolicy(int recent, int pointers, int prompted) implements MemoryPolicy {
    public FifoPolicy {
        if (recent < 1 || recent > Recollection.PROMPTED || pointers < 2 || prompted < 2) {
            throw new IllegalArgumentException("No such bank: " + recent + " recent frames, " + pointers + " pointers, "
                    + prompted + " prompted frames");
        }
    }

    /** As all published networks are used: 6 recent frames, 16 pointers and every prompted frame. */
    public static FifoPolicy published() {
        return new FifoPolicy(6, 16, Integer.MAX_VALUE);
    }

    @Override
    public MemoryBank admit(MemoryBank bank, MemoryEntry entry) {
        if (Double.isNaN(entry.objectScore())) {
            return bank; // nothing can be learned from a frame on which the network failed
        }
        MemoryBank grown = bank.with(entry);
        return grown.only(old -> old.origin() == MemoryEntry.Origin.PROMPTED
                || isInReach(old, entry.frame())
                || grown.prompted().keySet().stream().anyMatch(frame -> isInReach(old, frame)));
    }

    private boolean isInReach(MemoryEntry entry, int frame) {
        return Math.abs(entry.frame() - frame) <= Math.max(recent, pointers - 1);
    }

    @Override
    public Optional<Recollection> recall(MemoryBank bank, Moment moment) {
        if (bank.prompted().isEmpty()) {
            return Optional.empty();
        }
        NavigableMap<Integer, MemoryEntry> near = nearest(bank.prompted(), moment.frame());
        NavigableMap<Integer, MemoryEntry> passed = new TreeMap<>(bank.prompted());
        passed.keySet().removeAll(near.keySet());
        passed.putAll(bank.tracked());
        return Optional.of(new Recollection(memories(near, passed, moment), pointers(near, passed, moment)));
    }

    private List<Recollection.Memory> memories(
            NavigableMap<Integer, MemoryEntry> near, NavigableMap<Integer, MemoryEntry> passed, Moment moment) {
        List<Recollection.Memory> memories = new ArrayList<>();
        near.values().forEach(entry -> memories.add(new Recollection.Memory(entry.features(), Recollection.PROMPTED)));
        for (int steps = 1; steps <= recent; steps++) {
            MemoryEntry entry = passed.get(moment.direction().behind(moment.frame(), steps));
            if (entry != null) {
                memories.add(new Recollection.Memory(entry.features(), steps - 1));
            }
        }
        return memories;
    }

    /** Pointers of prompted frames that were passed already, and of the frames just before this one. */
    private List<Recollection.Pointer> pointers(
            NavigableMap<Integer, MemoryEntry> near, NavigableMap<Integer, MemoryEntry> passed, Moment moment) {
        int longest = Math.max(1, Math.min(moment.frames(), pointers) - 1);
        List<Recollection.Pointer> found = new ArrayList<>();
        for (MemoryEntry entry : near.values()) {
            int steps = moment.direction().passed(moment.frame(), entry.frame());
            if (steps >= 0) {
                found.add(new Recollection.Pointer(entry.pointer(), (double) steps / longest));
            }
        }
        for (int steps = 1; steps <= longest; steps++) {
            MemoryEntry entry = passed.get(moment.direction().behind(moment.frame(), steps));
            if (entry != null) {
                found.add(new Recollection.Pointer(entry.pointer(), (double) steps / longest));
            }
        }
        return found;
    }

    private NavigableMap<Integer, MemoryEntry> nearest(NavigableMap<Integer, MemoryEntry> all, int frame) {
        if (all.size() <= prompted) {
            return all;
        }
        NavigableMap<Integer, MemoryEntry> chosen = new TreeMap<>();
        Optional.ofNullable(all.lowerEntry(frame)).ifPresent(e -> chosen.put(e.getKey(), e.getValue()));
        Optional.ofNullable(all.ceilingEntry(frame)).ifPresent(e -> chosen.put(e.getKey(), e.getValue()));
        all.keySet().stream()
                .filter(other -> !chosen.containsKey(other))
                .sorted(Comparator.comparingInt(other -> Math.abs(other - frame)))
                .limit(prompted - chosen.size())
                .toList()
                .forEach(other -> chosen.put(other, all.get(other)));
        return chosen;
    }
}
