package org.samovar.model.sam2;

import java.util.List;
import java.util.Optional;
import org.samovar.model.ImageFeatures;
import org.samovar.model.MaskOutput;
import org.samovar.model.MaskPrediction;
import org.samovar.model.PromptTensors;
import org.samovar.model.decoder.PromptEncoder;
import org.samovar.nn.Parameter;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.NeuralOps.Interpolation;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Ops.Axes;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;

/**
 * The step of SAM 2 from frame to frame (Ravi et al. 2024, figure 3): features of a frame, prompts on it and memories of others become
 * masks, a memory and pointers. It holds nothing between two frames; predictor and trainer call it alike, and gradients pass through
 * all of it. Reference: {@code SAM2Base.track_step} of {@code modeling/sam2_base.py}; dropout is left out.
 *
 * <p>Results belong to the innermost scope.
 */
public final class FrameStep {
    /** The logit everywhere in the mask of an object that is not on the frame. */
    public static final double ABSENT = -1024;

    /** Most tokens of a prompt that leaves open which of several masks is meant: a click, but not a box, which has two. */
    private static final int AMBIGUOUS_TOKENS = 1;

    /** The logits of a mask that is given: plus and minus half of the scale. */
    private static final double GIVEN_SCALE = 20;

    private final PromptEncoder promptEncoder;
    private final MaskDecoder maskDecoder;
    private final Parameter noMemory;
    private final VideoMemory memory;

    FrameStep(PromptEncoder promptEncoder, MaskDecoder maskDecoder, Parameter noMemory, VideoMemory memory) {
        this.promptEncoder = promptEncoder;
        this.maskDecoder = maskDecoder;
        this.noMemory = noMemory;
        this.memory = memory;
    }

    /**
     * Segments P objects on a frame and remembers them.
     *
     * @param frame what {@link Sam2#encode} made of one frame that all objects share, or of P frames
     * @param recalled what is remembered of the objects, in their order, alike in the sense of {@link Recollection#isBatchedWith};
     *     empty for a frame that is seen without memory, as the first one. Masks that are given use none
     * @param rule how masks of prompted frames enter the memory
     */
    public FrameResult run(ImageFeatures frame, FramePrompt prompt, List<Recollection> recalled, MaskMemory rule) {
        if (!prompt.isFromUser() && recalled.isEmpty()) {
            throw new IllegalArgumentException("A frame needs a prompt or a memory");
        }
        try (Scope scope = Scope.nested()) {
            Tensor maps = embedding(frame);
            Segmented found = segment(frame, maps, prompt, recalled);
            MaskMemory kind = prompt.isFromUser() ? rule : MaskMemory.SOFT;
            Tensor remembered =
                    memory.remember(maps, found.logits, Optional.of(present(found.score)), kind); // (P, M, H, W)
            return new FrameResult(found.candidates, found.logits, found.iou, found.score, found.pointer, remembered)
                    .keep(scope);
        }
    }

    /** The embedding of a frame without what stands in it for an empty memory: (1 or P, D, H, W). */
    public Tensor embedding(ImageFeatures frame) {
        return Ops.sub(frame.embedding(), noMemory.value().reshape(1, -1, 1, 1));
    }

    /**
     * What a frame looks like to one that remembers others.
     *
     * @param frame what {@link Sam2#encode} made of one frame that all objects share, or of P frames
     * @param recalled as for {@link #run}, at least one
     * @return the features of P objects; fine features stay as they are
     */
    public ImageFeatures attend(ImageFeatures frame, List<Recollection> recalled) {
        return new ImageFeatures(memory.attend(embedding(frame), recalled), frame.highResolution());
    }

    /**
     * What later frames remember of masks.
     *
     * @param frame of all objects, or of each
     * @param logits (P, 1, h, w) of any size
     * @param objectScore (P, 1), above 0 for objects that are on the frame; all are, where empty
     * @return (P, M, H, W)
     */
    public Tensor remember(ImageFeatures frame, Tensor logits, Optional<Tensor> objectScore) {
        return memory.remember(embedding(frame), logits, objectScore.map(FrameStep::present), MaskMemory.SOFT);
    }

    /**
     * By which later frames find objects.
     *
     * @param tokens of their masks after the decoder, (P, D)
     * @param objectScore (P, 1), above 0 for objects that are on the frame; all are, where empty
     * @return (P, D)
     */
    public Tensor pointer(Tensor tokens, Optional<Tensor> objectScore) {
        return memory.pointer(tokens, objectScore.map(FrameStep::present));
    }

    /** A result before it is remembered. */
    private record Segmented(MaskPrediction candidates, Tensor logits, Tensor iou, Tensor score, Tensor pointer) {}

    /** @param maps of the frame, without the embedding that stands for no memory */
    private Segmented segment(ImageFeatures frame, Tensor maps, FramePrompt prompt, List<Recollection> recalled) {
        if (prompt instanceof FramePrompt.Given given) {
            return given(new ImageFeatures(maps, frame.highResolution()), given.masks());
        }
        ImageFeatures seen =
                recalled.isEmpty() ? frame : new ImageFeatures(memory.attend(maps, recalled), frame.highResolution());
        if (prompt instanceof FramePrompt.Hints hints) {
            boolean isAmbiguous = tokens(hints.tensors()) <= AMBIGUOUS_TOKENS;
            return decode(seen, hints.tensors(), isAmbiguous ? MaskOutput.MULTI : MaskOutput.SINGLE);
        }
        if (prompt instanceof FramePrompt.Nearby nearby) {
            return decode(seen, nearby.tensors(), MaskOutput.SINGLE);
        }
        return decode(seen, PromptTensors.empty(seen.batch()), MaskOutput.MULTI);
    }

    private static int tokens(PromptTensors prompts) {
        return prompts.points().map(points -> points.size(1)).orElse(0)
                + (prompts.boxes().isPresent() ? 2 : 0);
    }

    /** The best of the masks by the network's own estimate, and nothing where it sees no object. */
    private Segmented decode(ImageFeatures features, PromptTensors prompts, MaskOutput output) {
        int h = features.embedding().size(2);
        int w = features.embedding().size(3);
        MaskDecoder.Decoded decoded = maskDecoder.forward(
                features, promptEncoder.positions(h, w), promptEncoder.forward(prompts, h, w), output);
        MaskPrediction masks = decoded.masks();
        Tensor score = masks.objectScore().orElseThrow(); // (P, 1)
        Tensor present = present(score); // (P, 1)
        Tensor best = Ops.argmax(masks.iou(), 1).unsqueeze(1); // (P, 1)
        Tensor token = Ops.gather(
                        decoded.tokens(),
                        1,
                        best.unsqueeze(-1).expand(-1, 1, decoded.tokens().size(2)))
                .squeeze(1); // (P, D)
        Tensor logits = Ops.gather(
                masks.logits(), 1, best.unsqueeze(-1).unsqueeze(-1).expand(-1, 1, 4L * h, 4L * w)); // (P, 1, 4H, 4W)
        Tensor shown = Ops.where(present.unsqueeze(-1).unsqueeze(-1), logits, Ops.full(logits, ABSENT, 1));
        return new Segmented(
                masks, shown, Ops.gather(masks.iou(), 1, best), score, memory.pointer(token, Optional.of(present)));
    }

    /** Masks (P, 1, S, S) as they are; only the pointers to them come from the decoder. */
    private Segmented given(ImageFeatures features, Tensor masks) {
        PromptTensors prompts = PromptTensors.emptyWith(masks.size(0), Optional.of(memory.asPrompt(masks)));
        Tensor pointer = decode(features, prompts, MaskOutput.SINGLE).pointer;
        Tensor filled = Ops.max(masks, Axes.DROPPED, 1, 2, 3).unsqueeze(1); // (P, 1)
        Tensor present = Ops.greater(filled, 0);
        Tensor logits = NeuralOps.resize(
                asLogits(masks),
                Interpolation.BILINEAR_ANTIALIAS,
                masks.size(2) / 4,
                masks.size(3) / 4); // (P, 1, 4H, 4W)
        Tensor score = asLogits(Ops.cast(present, masks.type()));
        Tensor iou = Ops.full(score, 1, masks.size(0), 1);
        MaskPrediction candidates = new MaskPrediction(logits, iou, Optional.of(score));
        return new Segmented(candidates, logits, iou, score, memory.orAbsent(pointer, present));
    }

    private static Tensor asLogits(Tensor mask) {
        return Ops.add(Ops.mul(mask, GIVEN_SCALE), -GIVEN_SCALE / 2);
    }

    private static Tensor present(Tensor score) {
        return Ops.greater(score, 0);
    }
}
