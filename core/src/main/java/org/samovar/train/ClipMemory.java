package org.samovar.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.samovar.geometry.UserError;
import org.samovar.memory.Direction;
import org.samovar.memory.Fingerprint;
import org.samovar.memory.Likeness;
import org.samovar.memory.MemoryBank;
import org.samovar.memory.MemoryEntry;
import org.samovar.memory.MemoryPolicy;
import org.samovar.memory.Moment;
import org.samovar.model.sam2.FrameResult;
import org.samovar.model.sam2.Recollection;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;

/** What is remembered of each clip of a batch, in a bank of its own; gradients pass through memories, not through what is compared. */
final class ClipMemory {
    /** A clip counts as part of a sequence of at least this length: then pointers are as far apart as in most sequences. */
    private static final int LEAST_LENGTH = 16;

    private final MemoryPolicy policy;
    private final int length;
    private final List<MemoryBank> banks;

    ClipMemory(MemoryPolicy policy, int clips, int frames) {
        this.policy = policy;
        this.length = Math.max(LEAST_LENGTH, frames);
        this.banks = new ArrayList<>(Collections.nCopies(clips, MemoryBank.empty()));
    }

    /**
     * What a frame attends to, clip by clip.
     *
     * @param maps of the frame without memory, (P, D, H, W)
     * @throws UserError where nothing is remembered, as the network's answers were no numbers
     */
    List<Recollection> recall(int frame, Tensor maps) {
        List<Recollection> out = new ArrayList<>();
        for (int i = 0; i < banks.size(); i++) {
            Moment moment = new Moment(frame, length, Direction.FORWARD, image(maps, i));
            out.add(policy.recall(banks.get(i), moment)
                    .orElseThrow(() -> new UserError(
                            "Training stopped: the network's answer on a frame is not a number.",
                            "Lower the learning rate, or train in float32; the last saved state is still good.")));
        }
        return out;
    }

    /** @param maps of the frame without memory, (P, D, H, W) */
    void remember(int frame, MemoryEntry.Origin origin, FrameResult result, Tensor maps) {
        float[] scores = result.objectScore().detach().toFloats();
        float[] ious = result.iou().detach().toFloats();
        for (int i = 0; i < banks.size(); i++) {
            Tensor memory = result.memory().narrow(0, i, 1);
            Optional<Likeness> likeness = image(maps, i).map(image -> new Likeness(fingerprint(memory), image));
            Tensor pointer = result.pointer().narrow(0, i, 1);
            MemoryEntry entry = new MemoryEntry(frame, origin, memory, pointer, scores[i], ious[i], likeness);
            banks.set(i, policy.admit(banks.get(i), entry));
        }
    }

    private Optional<Fingerprint> image(Tensor maps, int clip) {
        return policy.comparesFrames() ? Optional.of(fingerprint(maps.narrow(0, clip, 1))) : Optional.empty();
    }

    private static Fingerprint fingerprint(Tensor map) {
        try (Scope scope = Scope.nested()) {
            return Fingerprint.of(map.detach());
        }
    }
}
