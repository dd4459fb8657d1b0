package org.samovar.method.sam2sgp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.samovar.memory.Fingerprint;
import org.samovar.tensor.Tensor;

/**
 * What the slices of a volume remember of those before (section 3.5). Immutable: a change makes another bank, and who holds the old one
 * closes what is in neither.
 *
 * @param entries the oldest first
 * @param capacity most entries; 0 for a bank that remembers nothing
 * @param eviction which entry makes room for a new one
 */
public record SliceBank(List<Entry> entries, int capacity, Eviction eviction) {
    /** Which entry makes room. */
    public enum Eviction {
        /** The one least similar to the new slice (paper). */
        LEAST_SIMILAR,
        /** The oldest one (released code). */
        OLDEST
    }

    /**
     * A slice.
     *
     * @param image what it is compared by
     * @param memory of what was found on it, (1, M, H, W)
     */
    public record Entry(Fingerprint image, Tensor memory) {}

    public SliceBank {
        entries = List.copyOf(entries);
        if (capacity < 0 || entries.size() > capacity) {
            throw new IllegalArgumentException(entries.size() + " slices in a bank for " + capacity);
        }
    }

    /** Without entries. */
    public static SliceBank empty(int capacity, Eviction eviction) {
        return new SliceBank(List.of(), capacity, eviction);
    }

    /** With another slice, which itself stays wherever there is room for one. */
    public SliceBank with(Entry added) {
        if (capacity == 0) {
            return this;
        }
        List<Entry> all = new ArrayList<>(entries);
        if (all.size() == capacity) {
            all.remove(leaving(added));
        }
        all.add(added);
        return new SliceBank(all, capacity, eviction);
    }

    /** Of equals the older. */
    private Entry leaving(Entry added) {
        return eviction == Eviction.OLDEST
                ? entries.get(0)
                : entries.stream()
                        .min(Comparator.comparingDouble(
                                (Entry entry) -> entry.image().similarity(added.image())))
                        .orElseThrow();
    }

    /** The memories, the oldest first. */
    public List<Tensor> memories() {
        return entries.stream().map(Entry::memory).toList();
    }
}
