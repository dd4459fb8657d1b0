package org.samovar.train;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.samovar.geometry.Box;
import org.samovar.image.Mask;
import org.samovar.memory.MemoryEntry;
import org.samovar.memory.MemoryPolicy;
import org.samovar.model.DensePrompts;
import org.samovar.model.ImageFeatures;
import org.samovar.model.PromptableNetwork;
import org.samovar.model.sam2.FramePrompt;
import org.samovar.model.sam2.FrameResult;
import org.samovar.model.sam2.FrameStep;
import org.samovar.model.sam2.MaskMemory;
import org.samovar.model.sam2.Recollection;
import org.samovar.tensor.DType;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.NeuralOps.Interpolation;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;
import org.samovar.train.augment.ViewChange;

/** One batch of clips on its way through the frames: each goes through the step and the policy that prediction goes through. */
final class ClipRun {
    /** Logit of a neighbouring mask beyond its view, as in prediction. */
    private static final float OUTSIDE = -6;

    /**
     * Some clips on one of their frames.
     *
     * @param features of the frame alone
     * @param recalled what is remembered of each clip; empty where the frame is seen alone
     * @param target (P, 1, S / 2, S / 2) shares of foreground
     * @param truth the targets, cut at one half
     */
    record Scene(int frame, ImageFeatures features, List<Recollection> recalled, Tensor target, List<Mask> truth) {
        /** Number of clips. */
        int clips() {
            return truth.size();
        }

        /** Those of the clips that fit, by their index. */
        Scene only(Rows rows) {
            List<Recollection> own = recalled.isEmpty() ? recalled : rows.of(recalled);
            return new Scene(frame, rows.of(features), own, rows.of(target), rows.of(truth));
        }

        Rows where(IntPredicate fits) {
            return Rows.where(clips(), fits);
        }
    }

    private final PromptableNetwork network;
    private final FrameStep step;
    private final ClipBatch batch;
    private final ClipMemory memory;
    /** How frames are told of what was found on the one before; empty where they are not. */
    private final Optional<Function<Mask, Optional<Box>>> told;
    /** The logits that were found, by frame. */
    private final Map<Integer, float[]> found = new HashMap<>();

    ClipRun(
            PromptableNetwork network,
            FrameStep step,
            MemoryPolicy policy,
            ClipBatch batch,
            Optional<Function<Mask, Optional<Box>>> told) {
        this.network = network;
        this.step = step;
        this.batch = batch;
        this.memory = new ClipMemory(policy, batch.clips(), batch.frames().size());
        this.told = told;
    }

    /** Side of the views in pixels. */
    int size() {
        return batch.size();
    }

    /** A frame alone. */
    Scene alone(int frame) {
        ClipBatch.Frame own = batch.frames().get(frame);
        Tensor pixels = Tensors.of(own.pixels(), batch.clips(), 3, batch.size(), batch.size());
        Tensor target = Tensors.of(own.targets(), batch.clips(), 1, batch.grid(), batch.grid());
        List<Mask> truth = PromptBatch.masks(own.targets(), batch.grid(), 0.499);
        return new Scene(frame, network.encode(pixels), List.of(), target, truth);
    }

    /** A frame with what is remembered of those before it. */
    Scene recalling(int frame) {
        Scene alone = alone(frame);
        List<Recollection> recalled = memory.recall(frame, step.embedding(alone.features));
        return new Scene(frame, alone.features, recalled, alone.target, alone.truth);
    }

    /** Segments the clips of a scene. */
    FrameResult answer(Scene scene, FramePrompt prompt) {
        List<Rows> groups = Rows.alike(scene.recalled);
        if (groups.size() < 2) {
            return step.run(scene.features, prompt, scene.recalled, MaskMemory.BINARY);
        }
        return Rows.join(
                groups,
                groups.stream()
                        .map(rows -> step.run(
                                rows.of(scene.features), rows.of(prompt), rows.of(scene.recalled), MaskMemory.BINARY))
                        .toList());
    }

    /** @param scene of all clips */
    void remember(Scene scene, FrameResult result, MemoryEntry.Origin origin) {
        memory.remember(scene.frame, origin, result, step.embedding(scene.features));
        found.put(scene.frame, limited(result));
    }

    /** The true masks, empty ones as well. */
    FramePrompt given(Scene scene) {
        Tensor full = NeuralOps.resize(scene.target, Interpolation.NEAREST, batch.size(), batch.size());
        return new FramePrompt.Given(Ops.cast(Ops.greater(full, 0.499), DType.FLOAT32)); // (P, 1, S, S)
    }

    /** What is said of a frame without prompts. */
    FramePrompt hint(int frame) {
        return told.map(box -> nearby(frame, box)).orElseGet(FramePrompt.None::new);
    }

    private FramePrompt nearby(int frame, Function<Mask, Optional<Box>> hint) {
        int side = batch.size() / 4;
        int cells = side * side;
        float[] before = found.get(frame - 1);
        List<ViewChange> changes = batch.frames().get(frame).fromPrevious();
        PromptBatch boxes = new PromptBatch(batch.size(), batch.clips());
        for (int i = 0; i < changes.size(); i++) {
            float[] one = Arrays.copyOfRange(before, i * cells, (i + 1) * cells);
            boxes.box(hint.apply(mask(changes.get(i).apply(one, side, OUTSIDE), side)));
        }
        return new FramePrompt.Nearby(boxes.tensors(PromptBatch.Drawing.DRAWN, List.of()));
    }

    /** A mask (side x side logits) on the grid of the targets. */
    private Mask mask(float[] logits, int side) {
        try (Scope scope = Scope.nested()) {
            float[] fine = fine(Tensors.of(logits, 1, 1, side, side)).toFloats();
            return PromptBatch.masks(fine, batch.grid(), 0).get(0);
        }
    }

    /** The masks that were found, cut at logit 0 on the grid of the targets. */
    List<Mask> masks(FrameResult result) {
        try (Scope scope = Scope.nested()) {
            return PromptBatch.masks(fine(result.logits().detach()).toFloats(), batch.grid(), 0);
        }
    }

    /** Logits on the grid of the targets. */
    Tensor fine(Tensor logits) {
        return NeuralOps.resize(logits, Interpolation.BILINEAR, batch.grid(), batch.grid());
    }

    /** The logits of each clip as the network is shown them again. */
    static List<float[]> previous(FrameResult result) {
        float[] logits = limited(result);
        int clips = result.logits().size(0);
        int cells = logits.length / clips;
        return IntStream.range(0, clips)
                .mapToObj(i -> Arrays.copyOfRange(logits, i * cells, (i + 1) * cells))
                .toList();
    }

    private static float[] limited(FrameResult result) {
        try (Scope scope = Scope.nested()) {
            return Ops.clamp(result.logits().detach(), -DensePrompts.LIMIT, DensePrompts.LIMIT)
                    .toFloats();
        }
    }
}
