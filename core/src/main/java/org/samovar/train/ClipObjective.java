package org.samovar.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.samovar.geometry.Box;
import org.samovar.image.Mask;
import org.samovar.memory.Direction;
import org.samovar.memory.FifoPolicy;
import org.samovar.memory.MemoryBank;
import org.samovar.memory.MemoryEntry;
import org.samovar.memory.MemoryPolicy;
import org.samovar.memory.Moment;
import org.samovar.model.DensePrompts;
import org.samovar.model.ImageFeatures;
import org.samovar.model.PromptableNetwork;
import org.samovar.model.sam2.FramePrompt;
import org.samovar.model.sam2.FrameResult;
import org.samovar.model.sam2.FrameStep;
import org.samovar.model.sam2.MaskMemory;
import org.samovar.model.sam2.Recollection;
import org.samovar.prompt.PointPrompt;
import org.samovar.tensor.DType;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.NeuralOps.Interpolation;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Ops.Axes;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;
import org.samovar.train.augment.Shot;
import org.samovar.train.augment.ViewChange;
import org.samovar.train.loss.MaskLoss;
import org.samovar.train.prompts.SimulatedUser;

/**
 * Training of the memory as in SAM 2 (Ravi et al. 2024, appendix D.2): the first frame of a clip is prompted by a mask, a click or a box,
 * the others are found from memory and some of them corrected by a click, and the masks, their estimated IoU and the object scores of all
 * of them are judged; masks only where the object is. Every frame runs through the step and the policy that prediction runs through.
 *
 * <p>Frames of a continuous clip may be told the box of the mask that was found on the one before ({@link FramePrompt.Nearby}).
 */
final class ClipObjective {
    /** A clip counts as part of a sequence of at least this length: then pointers are as far apart as in most sequences. */
    private static final int LEAST_LENGTH = 16;
    /** Logit of a neighbouring mask beyond its view, as in prediction. */
    private static final float OUTSIDE = -6;
    /** Share of clips that begin with a mask, and of the others those that begin with a box (SAM 2, appendix D.2.2). */
    private static final double MASK_SHARE = 0.5;

    private final PromptableNetwork network;
    private final FrameStep step;
    private final MaskLoss loss;
    private final MemoryPolicy policy = FifoPolicy.published();

    ClipObjective(PromptableNetwork network, FrameStep step, MaskLoss loss) {
        this.network = network;
        this.step = step;
        this.loss = loss;
    }

    /** The loss of a batch, a scalar; the scope of the caller records its graph. */
    Tensor of(ClipBatch batch, TrainConfig.Stage stage, SplittableRandom random) {
        boolean told = batch.kind() == Shot.Kind.CONTINUOUS
                && random.nextDouble() < stage.clips().hintShare();
        SimulatedUser user = new SimulatedUser(random, stage.user(), stage.jitter());
        Run run = new Run(batch, told ? Optional.of(user::box) : Optional.empty());
        boolean masks = batch.kind() == Shot.Kind.HEAP || random.nextDouble() < MASK_SHARE;
        run.first(masks ? run.given() : hints(batch, user, stage, random));
        while (run.hasNext()) {
            FrameResult found = run.find();
            if (random.nextDouble() < stage.clips().correctShare()) {
                run.corrected(user, found);
            } else {
                run.tracked(found);
            }
        }
        return Ops.mean(Ops.stack(run.losses, 0));
    }

    private static FramePrompt hints(
            ClipBatch batch, SimulatedUser user, TrainConfig.Stage stage, SplittableRandom random) {
        PromptBatch prompts = new PromptBatch(batch.size(), batch.clips());
        boolean boxes = random.nextBoolean();
        List<Mask> truth = PromptBatch.masks(batch.frames().get(0).targets(), batch.grid(), 0.499);
        for (int i = 0; i < batch.clips(); i++) {
            if (boxes) {
                prompts.box(user.box(truth.get(i)));
            } else {
                prompts.click(i, user.click(truth.get(i)));
            }
        }
        PromptBatch.Drawing drawing =
                random.nextDouble() < stage.denseShare() ? PromptBatch.Drawing.DRAWN : PromptBatch.Drawing.TOKENS_ONLY;
        return new FramePrompt.Hints(prompts.tensors(drawing, List.of()));
    }

    /** The masks that were found on the frames of a batch, each cut at logit 0 on the grid of the targets, after a mask on the first. */
    List<List<Mask>> masks(ClipBatch batch, TrainConfig.Stage stage) {
        boolean told = batch.kind() == Shot.Kind.CONTINUOUS && stage.clips().hintShare() > 0;
        Run run = new Run(batch, told ? Optional.of(Mask::boundingBox) : Optional.empty());
        run.first(run.given());
        List<List<Mask>> out = new ArrayList<>();
        while (run.hasNext()) {
            FrameResult found = run.find();
            out.add(run.masks(found));
            run.tracked(found);
        }
        return out;
    }

    /** One batch on its way through the frames. */
    private final class Run {
        private final ClipBatch batch;
        /** How frames are told of what was found on the one before; empty where they are not. */
        private final Optional<Function<Mask, Optional<Box>>> hints;

        private final List<Tensor> losses = new ArrayList<>();
        private MemoryBank bank = MemoryBank.empty();
        private Optional<float[]> found = Optional.empty();
        private List<Recollection> recalled = List.of();
        private Optional<ImageFeatures> features = Optional.empty();
        private int frame;

        Run(ClipBatch batch, Optional<Function<Mask, Optional<Box>>> hints) {
            this.batch = batch;
            this.hints = hints;
        }

        FramePrompt given() {
            Tensor truth = target(0);
            Tensor full = NeuralOps.resize(truth, Interpolation.NEAREST, batch.size(), batch.size());
            return new FramePrompt.Given(Ops.cast(Ops.greater(full, 0.499), DType.FLOAT32)); // (P, 1, S, S)
        }

        void first(FramePrompt prompt) {
            FrameResult result = step.run(encoded(), prompt, List.of(), MaskMemory.BINARY);
            if (prompt instanceof FramePrompt.Hints) {
                losses.add(presence(result));
            }
            remember(result, MemoryEntry.Origin.PROMPTED);
        }

        boolean hasNext() {
            return frame < batch.frames().size();
        }

        /** Finds the objects on the next frame from memory. */
        FrameResult find() {
            Moment moment =
                    new Moment(frame, Math.max(LEAST_LENGTH, batch.frames().size()), Direction.FORWARD);
            recalled = List.of(policy.recall(bank, moment).orElseThrow());
            ImageFeatures seen = encoded();
            features = Optional.of(seen);
            FrameResult result = step.run(seen, hint(), recalled, MaskMemory.SOFT);
            losses.add(judged(result));
            return result;
        }

        /** Takes what was found as it is. */
        void tracked(FrameResult result) {
            remember(result, MemoryEntry.Origin.TRACKED);
        }

        /** Takes what the user makes of it. */
        void corrected(SimulatedUser user, FrameResult before) {
            PromptBatch prompts = new PromptBatch(batch.size(), batch.clips());
            List<Mask> truth = truth();
            List<Mask> found = masks(before);
            for (int i = 0; i < truth.size(); i++) {
                for (Optional<PointPrompt> click : user.correction(truth.get(i), found.get(i))) {
                    prompts.click(i, click);
                }
            }
            float[] logits = limited(before);
            int cells = logits.length / truth.size();
            List<float[]> previous = IntStream.range(0, truth.size())
                    .mapToObj(i -> Arrays.copyOfRange(logits, i * cells, (i + 1) * cells))
                    .toList();
            FramePrompt clicks = new FramePrompt.Hints(prompts.tensors(PromptBatch.Drawing.DRAWN, previous));
            FrameResult result = step.run(features.orElseThrow(), clicks, recalled, MaskMemory.BINARY);
            losses.add(judged(result));
            remember(result, MemoryEntry.Origin.PROMPTED);
        }

        List<Mask> masks(FrameResult result) {
            return PromptBatch.masks(fine(result.logits()).toFloats(), batch.grid(), 0);
        }

        private List<Mask> truth() {
            return PromptBatch.masks(batch.frames().get(frame).targets(), batch.grid(), 0.499);
        }

        private Tensor judged(FrameResult result) {
            return Ops.add(ofMasks(result), presence(result));
        }

        private FramePrompt hint() {
            return hints.map(this::nearby).orElseGet(FramePrompt.None::new);
        }

        private FramePrompt nearby(Function<Mask, Optional<Box>> hint) {
            int side = batch.size() / 4;
            int cells = side * side;
            float[] before = found.orElseThrow();
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

        private ImageFeatures encoded() {
            float[] pixels = batch.frames().get(frame).pixels();
            return network.encode(Tensors.of(pixels, batch.clips(), 3, batch.size(), batch.size()));
        }

        private void remember(FrameResult result, MemoryEntry.Origin origin) {
            // the clips of a batch share one entry, whose scores only say that it may be kept
            MemoryEntry entry = new MemoryEntry(frame, origin, result.memory(), result.pointer(), 1, 1);
            bank = policy.admit(bank, entry);
            found = Optional.of(limited(result));
            frame++;
        }

        private static float[] limited(FrameResult result) {
            try (Scope scope = Scope.nested()) {
                return Ops.clamp(result.logits().detach(), -DensePrompts.LIMIT, DensePrompts.LIMIT)
                        .toFloats();
            }
        }

        private Tensor target(int t) {
            return Tensors.of(batch.frames().get(t).targets(), batch.clips(), 1, batch.grid(), batch.grid());
        }

        private Tensor fine(Tensor logits) {
            return NeuralOps.resize(logits, Interpolation.BILINEAR, batch.grid(), batch.grid());
        }

        /** The loss of the masks where the object is; nothing where it is nowhere. */
        private Tensor ofMasks(FrameResult result) {
            List<Mask> truth = truth();
            long[] rows = new long[truth.size()];
            int n = 0;
            for (int i = 0; i < rows.length; i++) {
                if (!truth.get(i).isEmpty()) {
                    rows[n++] = i;
                }
            }
            if (n == 0) {
                return Ops.full(result.objectScore(), 0);
            }
            Tensor present = Tensors.of(Arrays.copyOf(rows, n), n);
            Tensor logits = fine(Ops.indexSelect(result.candidates().logits(), 0, present)); // (N, K, S/2, S/2)
            Tensor iou = Ops.indexSelect(result.candidates().iou(), 0, present); // (N, K)
            Tensor ofFound = loss.of(logits, iou, Ops.indexSelect(target(frame), 0, present));
            return Ops.mul(ofFound, (double) n / rows.length);
        }

        /** The cross entropy of the object scores. */
        private Tensor presence(FrameResult result) {
            Tensor filled = Ops.max(target(frame), Axes.DROPPED, 1, 2, 3).unsqueeze(1); // (P, 1)
            Tensor truth = Ops.cast(Ops.greater(filled, 0.499), DType.FLOAT32);
            return Ops.mean(NeuralOps.binaryCrossEntropy(result.objectScore(), truth));
        }
    }
}
