package org.samovar.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.samovar.geometry.Box;
import org.samovar.image.Mask;
import org.samovar.memory.MemoryEntry.Origin;
import org.samovar.model.PromptableNetwork;
import org.samovar.model.sam2.FramePrompt;
import org.samovar.model.sam2.FrameResult;
import org.samovar.model.sam2.FrameStep;
import org.samovar.prompt.PointPrompt;
import org.samovar.tensor.DType;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Ops.Axes;
import org.samovar.tensor.Tensor;
import org.samovar.train.augment.Shot;
import org.samovar.train.loss.MaskLoss;
import org.samovar.train.prompts.SimulatedUser;

/**
 * Training of the memory as in SAM 2 (Ravi et al. 2024, appendix D.2) and MedSAM-2 (Zhu et al. 2024, section 4.3): the first frame of a
 * clip is prompted by a mask, a click or a box, the others are found from memory and some of them corrected by clicks, and the masks, their
 * estimated IoU and the object scores of all of them are judged; masks only where the object is. What is remembered is the bank of
 * prediction ({@link Bank}).
 *
 * <p>Frames of a continuous clip may be told the box of the mask that was found on the one before ({@link FramePrompt.Nearby}).
 */
final class ClipObjective {
    private final PromptableNetwork network;
    private final FrameStep step;
    private final MaskLoss loss;

    ClipObjective(PromptableNetwork network, FrameStep step, MaskLoss loss) {
        this.network = network;
        this.step = step;
        this.loss = loss;
    }

    /** The loss of a batch, a scalar; the scope of the caller records its graph. */
    Tensor of(ClipBatch batch, TrainConfig.Stage stage, SplittableRandom random) {
        int frames = batch.frames().size();
        boolean told = batch.kind() == Shot.Kind.CONTINUOUS
                && random.nextDouble() < stage.clips().hintShare();
        SimulatedUser user = new SimulatedUser(random, stage.user(), stage.jitter());
        ClipPlan plan = ClipPlan.of(stage.clips(), batch.kind(), frames, random);
        ClipRun run = run(batch, stage, random.nextLong(), told ? Optional.of(user::box) : Optional.empty());
        Interaction interaction = new Interaction(run, stage, user, plan, random);
        plan.prompted().forEach(interaction::prompted);
        IntStream.range(0, frames)
                .filter(frame -> !plan.prompted().containsKey(frame))
                .forEach(interaction::found);
        return Ops.mean(Ops.stack(interaction.losses, 0));
    }

    private ClipRun run(
            ClipBatch batch, TrainConfig.Stage stage, long seed, Optional<Function<Mask, Optional<Box>>> told) {
        Bank bank = stage.clips().bank().orElse(Bank.FIFO);
        return new ClipRun(network, step, bank.policy(seed), batch, told);
    }

    /** The masks that were found on the frames of a batch, each cut at logit 0 on the grid of the targets, after a mask on the first. */
    List<List<Mask>> masks(ClipBatch batch, TrainConfig.Stage stage) {
        boolean told = batch.kind() == Shot.Kind.CONTINUOUS && stage.clips().hintShare() > 0;
        ClipRun run = run(batch, stage, 0, told ? Optional.of(Mask::boundingBox) : Optional.empty());
        ClipRun.Scene first = run.alone(0);
        run.remember(first, run.answer(first, run.given(first)), Origin.PROMPTED);
        List<List<Mask>> out = new ArrayList<>();
        for (int frame = 1; frame < batch.frames().size(); frame++) {
            ClipRun.Scene scene = run.recalling(frame);
            FrameResult found = run.answer(scene, run.hint(frame));
            out.add(run.masks(found));
            run.remember(scene, found, Origin.TRACKED);
        }
        return out;
    }

    /** What the user does on the frames of a batch, and what the network is told of its answers. */
    private final class Interaction {
        private final ClipRun run;
        private final TrainConfig.Stage stage;
        private final SimulatedUser user;
        private final ClipPlan plan;
        private final SplittableRandom random;
        private final List<Tensor> losses = new ArrayList<>();

        Interaction(ClipRun run, TrainConfig.Stage stage, SimulatedUser user, ClipPlan plan, SplittableRandom random) {
            this.run = run;
            this.stage = stage;
            this.user = user;
            this.plan = plan;
            this.random = random;
        }

        /** A frame with prompts, which is seen alone; where the object is not on it, an empty mask says so. */
        void prompted(int frame, ClipPlan.Start start) {
            ClipRun.Scene all = run.alone(frame);
            boolean masks = start == ClipPlan.Start.MASK;
            Rows hinted = all.where(i -> !masks && !all.truth().get(i).isEmpty());
            Rows given = all.where(i -> masks || all.truth().get(i).isEmpty());
            List<Rows> groups = new ArrayList<>();
            List<FrameResult> results = new ArrayList<>();
            if (!hinted.isEmpty()) {
                groups.add(hinted);
                results.add(hinted(all.only(hinted), start));
            }
            if (!given.isEmpty()) {
                ClipRun.Scene scene = all.only(given);
                groups.add(given);
                results.add(run.answer(scene, run.given(scene)));
            }
            run.remember(all, Rows.join(groups, results), Origin.PROMPTED);
        }

        private FrameResult hinted(ClipRun.Scene scene, ClipPlan.Start start) {
            PromptBatch prompts = new PromptBatch(run.size(), scene.clips());
            for (int i = 0; i < scene.clips(); i++) {
                if (start == ClipPlan.Start.BOX) {
                    prompts.box(user.box(scene.truth().get(i)));
                } else {
                    prompts.click(i, user.click(scene.truth().get(i)));
                }
            }
            PromptBatch.Drawing drawing = random.nextDouble() < stage.denseShare()
                    ? PromptBatch.Drawing.DRAWN
                    : PromptBatch.Drawing.TOKENS_ONLY;
            FrameResult result = run.answer(scene, new FramePrompt.Hints(prompts.tensors(drawing, List.of())));
            // without interaction what one prompt gives is learned from images
            boolean isLearned = stage.clips().interaction().isPresent();
            losses.add(isLearned ? judged(scene, result) : presence(scene, result));
            return plan.corrected().contains(scene.frame()) ? corrected(scene, prompts, result) : result;
        }

        /** A frame without prompts. */
        void found(int frame) {
            ClipRun.Scene scene = run.recalling(frame);
            FrameResult result = run.answer(scene, run.hint(frame));
            losses.add(judged(scene, result));
            if (plan.corrected().contains(frame)) {
                FrameResult better = corrected(scene, new PromptBatch(run.size(), scene.clips()), result);
                run.remember(scene, better, Origin.PROMPTED);
            } else {
                run.remember(scene, result, Origin.TRACKED);
            }
        }

        /** @param prompts those that there are already, which get more */
        private FrameResult corrected(ClipRun.Scene scene, PromptBatch prompts, FrameResult first) {
            PromptBatch.Drawing drawing =
                    stage.denseShare() > 0 ? PromptBatch.Drawing.DRAWN : PromptBatch.Drawing.TOKENS_ONLY;
            FrameResult result = first;
            for (int round = 0; round < plan.clicks(); round++) {
                List<Mask> found = run.masks(result);
                for (int i = 0; i < scene.clips(); i++) {
                    for (Optional<PointPrompt> click :
                            user.correction(scene.truth().get(i), found.get(i))) {
                        prompts.click(i, click);
                    }
                }
                FramePrompt clicks = new FramePrompt.Hints(prompts.tensors(drawing, ClipRun.previous(result)));
                result = run.answer(scene, clicks);
                losses.add(judged(scene, result));
            }
            return result;
        }

        private Tensor judged(ClipRun.Scene scene, FrameResult result) {
            return Ops.add(ofMasks(scene, result), presence(scene, result));
        }

        /** The loss of the masks where the object is; nothing where it is nowhere. */
        private Tensor ofMasks(ClipRun.Scene scene, FrameResult result) {
            Rows present = scene.where(i -> !scene.truth().get(i).isEmpty());
            if (present.isEmpty()) {
                return Ops.full(result.objectScore(), 0);
            }
            Tensor logits = run.fine(present.of(result.candidates().logits())); // (N, K, S/2, S/2)
            Tensor iou = present.of(result.candidates().iou()); // (N, K)
            Tensor ofFound = loss.of(logits, iou, present.of(scene.target()));
            return Ops.mul(ofFound, (double) present.clips().size() / scene.clips());
        }

        /** The cross entropy of the object scores. */
        private Tensor presence(ClipRun.Scene scene, FrameResult result) {
            Tensor filled = Ops.max(scene.target(), Axes.DROPPED, 1, 2, 3).unsqueeze(1); // (P, 1)
            Tensor truth = Ops.cast(Ops.greater(filled, 0.499), DType.FLOAT32);
            return Ops.mean(NeuralOps.binaryCrossEntropy(result.objectScore(), truth));
        }
    }
}
