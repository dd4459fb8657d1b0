package org.samovar.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samovar.model.sam2.Recollection;

/**
 * The temporal positions of RFMedSAM 2 (section 3.3.2, figure 4 (2b)): position 0 is the current frame's alone, and the frames before it
 * have the position of their true distance, whether they were prompted or not. In SAM 2 prompted frames have position 0 whenever
 * they were, and others count the unprompted frames alone, so that both lose where they really were (its appendix, point iii).
 *
 * <p>Prompted frames have no other privilege than to stay in the bank: further away than the reach they are not seen. Position 0 is
 * used where the current frame itself has a memory from prompts, as in the refinement of RFMedSAM 2; the {@link Tracker} passes over
 * such frames. Distances keep the meaning that SAM 2's learned positions have, so that its weights can be used as they are.
 *
 * @param recent how many frames before this one are seen, 1 to 6
 * @param pointers how many pointers are recalled, the longest distance included, 2 or more
 */
public record TemporalPolicy(int recent, int pointers) implements MemoryPolicy {
    public TemporalPolicy {
        if (recent < 1 || recent > Recollection.PROMPTED || pointers < 2) {
            throw new IllegalArgumentException("No such bank: " + recent + " frames, " + pointers + " pointers");
        }
    }

    /** As the paper has it: six frames; pointers as SAM 2 has them, of which the paper says nothing. */
    public static TemporalPolicy published() {
        return new TemporalPolicy(6, 16);
    }

    @Override
    public MemoryBank admit(MemoryBank bank, MemoryEntry entry) {
        return new FifoPolicy(recent, pointers, Integer.MAX_VALUE).admit(bank, entry);
    }

    @Override
    public Optional<Recollection> recall(MemoryBank bank, Moment moment) {
        List<Recollection.Memory> memories = new ArrayList<>();
        List<Recollection.Pointer> found = new ArrayList<>();
        int longest = Math.max(1, Math.min(moment.frames(), pointers) - 1);
        Optional.ofNullable(bank.prompted().get(moment.frame())).ifPresent(own -> {
            memories.add(new Recollection.Memory(own.features(), Recollection.PROMPTED));
            found.add(new Recollection.Pointer(own.pointer(), 0));
        });
        for (int steps = 1; steps <= Math.max(recent, longest); steps++) {
            Optional<MemoryEntry> entry = bank.of(moment.direction().behind(moment.frame(), steps));
            if (entry.isPresent() && steps <= recent) {
                memories.add(new Recollection.Memory(entry.get().features(), steps - 1));
            }
            if (entry.isPresent() && steps <= longest) {
                found.add(new Recollection.Pointer(entry.get().pointer(), (double) steps / longest));
            }
        }
        return memories.isEmpty() ? Optional.empty() : Optional.of(new Recollection(memories, found));
    }
}
