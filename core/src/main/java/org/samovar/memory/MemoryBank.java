package org.samovar.memory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The memories of one object, at most one of a frame. Immutable: a change makes another bank, and who holds the old one closes what is
 * in neither.
 *
 * @param prompted memories of frames with prompts, by frame
 * @param tracked memories of frames without, by frame
 */
public record MemoryBank(NavigableMap<Integer, MemoryEntry> prompted, NavigableMap<Integer, MemoryEntry> tracked) {
    private static final MemoryBank EMPTY = new MemoryBank(new TreeMap<>(), new TreeMap<>());

    public MemoryBank {
        prompted = Collections.unmodifiableNavigableMap(new TreeMap<>(prompted));
        tracked = Collections.unmodifiableNavigableMap(new TreeMap<>(tracked));
    }

    /** Without memories. */
    public static MemoryBank empty() {
        return EMPTY;
    }

    /** Prompted memories first, each kind by frame. */
    public List<MemoryEntry> entries() {
        List<MemoryEntry> all = new ArrayList<>(prompted.values());
        all.addAll(tracked.values());
        return all;
    }

    /** The memory of a frame. */
    public Optional<MemoryEntry> of(int frame) {
        MemoryEntry found = prompted.get(frame);
        return Optional.ofNullable(found == null ? tracked.get(frame) : found);
    }

    /** Number of memories. */
    public int size() {
        return prompted.size() + tracked.size();
    }

    /** With another memory, which takes the place of what was there of its frame. */
    public MemoryBank with(MemoryEntry entry) {
        MemoryBank rest = without(entry.frame());
        NavigableMap<Integer, MemoryEntry> changed =
                new TreeMap<>(entry.origin() == MemoryEntry.Origin.PROMPTED ? rest.prompted : rest.tracked);
        changed.put(entry.frame(), entry);
        return entry.origin() == MemoryEntry.Origin.PROMPTED
                ? new MemoryBank(changed, rest.tracked)
                : new MemoryBank(rest.prompted, changed);
    }

    /** Without the memory of a frame. */
    public MemoryBank without(int frame) {
        return only(entry -> entry.frame() != frame);
    }

    /** With those of its memories that fit. */
    public MemoryBank only(Predicate<MemoryEntry> fits) {
        NavigableMap<Integer, MemoryEntry> keptPrompted = new TreeMap<>(prompted);
        keptPrompted.values().removeIf(fits.negate());
        NavigableMap<Integer, MemoryEntry> keptTracked = new TreeMap<>(tracked);
        keptTracked.values().removeIf(fits.negate());
        return new MemoryBank(keptPrompted, keptTracked);
    }
}
