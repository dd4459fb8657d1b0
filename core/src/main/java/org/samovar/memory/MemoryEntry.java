package org.samovar.memory;

import java.util.Optional;
import org.samovar.model.sam2.FrameResult;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;

/**
 * What is remembered of one object on one frame. Whoever made it closes it, or the scope that owns its tensors does.
 *
 * @param frame counted from 0
 * @param origin how the object was found
 * @param features (1, M, H, W)
 * @param pointer (1, D)
 * @param objectScore a logit that is above 0 where the object is on the frame
 * @param iou the network's own estimate of the mask's IoU
 * @param likeness what it is compared by; only where the policy compares frames
 */
public record MemoryEntry(
        int frame,
        Origin origin,
        Tensor features,
        Tensor pointer,
        double objectScore,
        double iou,
        Optional<Likeness> likeness)
        implements AutoCloseable {
    /** How an object was found on a frame. */
    public enum Origin {
        /** By prompts. */
        PROMPTED,
        /** From memory. */
        TRACKED
    }

    /** A memory for policies that do not compare frames. */
    public MemoryEntry(int frame, Origin origin, Tensor features, Tensor pointer, double objectScore, double iou) {
        this(frame, origin, features, pointer, objectScore, iou, Optional.empty());
    }

    /**
     * A memory with its own copy, outside of any graph and of any scope, of the result for one object.
     *
     * @param image of the frame's own embedding, where the policy compares frames
     */
    static MemoryEntry copyOf(FrameResult result, int frame, Origin origin, Optional<Fingerprint> image) {
        Scope owner = Scope.shared();
        return new MemoryEntry(
                frame,
                origin,
                owner.adopt(Ops.copy(result.memory())),
                owner.adopt(Ops.copy(result.pointer())),
                result.objectScore().item(),
                result.iou().item(),
                image.map(own -> new Likeness(Fingerprint.of(result.memory()), own)));
    }

    /** How sure it is that the object is where the memory has it: its IoU, and 0 where there is no object to be sure of. */
    double confidence() {
        return objectScore > 0 ? iou : 0;
    }

    /** Frees its tensors. */
    @Override
    public void close() {
        features.close();
        pointer.close();
    }
}
