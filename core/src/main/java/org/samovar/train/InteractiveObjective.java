package org.samovar.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.samovar.image.Mask;
import org.samovar.model.ImageFeatures;
import org.samovar.model.MaskOutput;
import org.samovar.model.MaskPrediction;
import org.samovar.model.PromptTensors;
import org.samovar.model.PromptableNetwork;
import org.samovar.prompt.PointPrompt;
import org.samovar.tensor.Autograd;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.NeuralOps.Interpolation;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;
import org.samovar.train.loss.MaskLoss;
import org.samovar.train.prompts.SimulatedUser;

/**
 * Training for interaction as in MedicoSAM (section 3.1; {@code medico_sam} and {@code micro_sam/training}): a prompt, then corrections of
 * the network's own masks, the earlier logits fed back, and the mean of the losses of all rounds. Where a stage asks for it, some
 * prompts suit no object instead, and only the network's estimate of its answer is judged.
 */
final class InteractiveObjective {
    private final PromptableNetwork network;
    private final MaskLoss loss;

    InteractiveObjective(PromptableNetwork network, MaskLoss loss) {
        this.network = network;
        this.loss = loss;
    }

    /** The loss of a batch, a scalar; the scope of the caller records its graph. */
    Tensor of(Batch batch, TrainConfig.Stage stage, SplittableRandom random) {
        boolean strays = random.nextDouble() < stage.strayShare();
        List<Mask> objects = PromptBatch.masks(batch.targets(), batch.grid(), 0.499);
        StrayPrompts prompts = strays ? StrayPrompts.of(batch, objects, random) : StrayPrompts.NONE;
        Run run = new Run(batch, stage, random, prompts, objects);
        int rounds =
                strays ? 1 : stage.fewestPrompts() + random.nextInt(stage.mostPrompts() - stage.fewestPrompts() + 1);
        List<Tensor> losses = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            losses.add(run.round(round));
        }
        return Ops.mean(Ops.stack(losses, 0));
    }

    /** Where the gradients of all rounds are summed before they go on into the encoder, also where rounds are made again. */
    private static ImageFeatures joint(ImageFeatures features) {
        return new ImageFeatures(
                joint(features.embedding()),
                features.highResolution().stream()
                        .map(InteractiveObjective::joint)
                        .toList());
    }

    private static Tensor joint(Tensor x) {
        return Autograd.checkpoint(x, y -> Ops.add(y, 0));
    }

    /** One batch on its way through the rounds. */
    private final class Run {
        private final Batch batch;
        private final SplittableRandom random;
        private final SimulatedUser user;
        private final PromptBatch prompts;
        private final PromptBatch.Drawing drawing;
        private final boolean startsWithBox;
        private final boolean asksBoth;
        private final double maskShare;
        private final StrayPrompts strays;
        private final List<Mask> truth;
        private final Tensor target;
        private final ImageFeatures features;
        private List<float[]> previous = List.of();
        private List<Mask> masks = List.of();

        Run(Batch batch, TrainConfig.Stage stage, SplittableRandom random, StrayPrompts strays, List<Mask> objects) {
            this.batch = batch;
            this.random = random;
            this.user = new SimulatedUser(random, stage.user(), stage.jitter());
            this.prompts = new PromptBatch(batch.size(), batch.prompts());
            this.drawing = random.nextDouble() < stage.denseShare()
                    ? PromptBatch.Drawing.DRAWN
                    : PromptBatch.Drawing.TOKENS_ONLY;
            this.startsWithBox = random.nextDouble() < stage.boxShare();
            this.asksBoth = random.nextDouble() < stage.bothShare();
            this.maskShare = stage.maskShare();
            this.strays = strays;
            this.truth = strays.insteadOf(objects);
            this.target = Tensors.of(batch.targets(), batch.prompts(), 1, batch.grid(), batch.grid());
            Tensor pixels = Tensors.of(batch.pixels(), batch.images(), 3, batch.size(), batch.size());
            long[] image = new long[batch.prompts()];
            for (int i = 0; i < image.length; i++) {
                image[i] = i / batch.objects();
            }
            this.features = joint(network.encode(pixels).forPrompts(Tensors.of(image, image.length)));
        }

        Tensor round(int round) {
            ask(round);
            boolean feedsBack = random.nextDouble() < maskShare;
            PromptTensors tensors = prompts.tensors(drawing, feedsBack ? previous : List.of());
            boolean first = round == 0;
            List<Tensor> losses = new ArrayList<>();
            if (first && (asksBoth || !startsWithBox)) {
                losses.add(answer(tensors, MaskOutput.MULTI, true));
            }
            if (!first || asksBoth || startsWithBox) {
                losses.add(answer(tensors, MaskOutput.SINGLE, losses.isEmpty() || random.nextBoolean()));
            }
            return losses.size() == 1 ? losses.get(0) : Ops.mean(Ops.stack(losses, 0));
        }

        private void ask(int round) {
            for (int i = 0; i < truth.size(); i++) {
                if (round > 0) {
                    for (Optional<PointPrompt> click : user.correction(truth.get(i), masks.get(i))) {
                        prompts.click(i, click);
                    }
                } else if (startsWithBox) {
                    prompts.box(user.box(truth.get(i)));
                } else {
                    prompts.click(i, user.click(truth.get(i)));
                }
            }
        }

        /** Decodes, may keep the mask that the network thinks best for the next round, and measures. */
        private Tensor answer(PromptTensors tensors, MaskOutput output, boolean remembered) {
            MaskPrediction p = decode(tensors, output);
            Tensor fine = NeuralOps.resize(p.logits(), Interpolation.BILINEAR, batch.grid(), batch.grid());
            if (remembered) {
                remember(p, fine);
            }
            return strays.isEmpty() ? loss.of(fine, p.iou(), target) : strays.loss(loss, fine, p.iou(), target);
        }

        /** What is drawn, in a piece that is made again where memory is short: rounds are many. */
        private MaskPrediction decode(PromptTensors tensors, MaskOutput output) {
            List<Tensor> inputs = new ArrayList<>(List.of(features.embedding()));
            inputs.addAll(features.highResolution());
            List<Tensor> out = Autograd.checkpoint(inputs, in -> {
                try (Scope scope = Scope.nested()) {
                    ImageFeatures of = new ImageFeatures(in.get(0), in.subList(1, in.size()));
                    MaskPrediction p = network.decode(of, tensors, output);
                    return List.of(
                            scope.keep(p.logits().contiguous()),
                            scope.keep(p.iou().contiguous()));
                }
            });
            return new MaskPrediction(out.get(0), out.get(1), Optional.empty());
        }

        private void remember(MaskPrediction p, Tensor fine) {
            int candidates = p.iou().size(1);
            float[] scores = p.iou().toFloats();
            float[] coarse = p.logits().toFloats();
            float[] logits = fine.toFloats();
            int cells = coarse.length / scores.length;
            int pixels = logits.length / scores.length;
            List<float[]> newPrevious = new ArrayList<>();
            List<Mask> newMasks = new ArrayList<>();
            for (int i = 0; i < truth.size(); i++) {
                int best = i * candidates;
                for (int k = 1; k < candidates; k++) {
                    best = scores[i * candidates + k] > scores[best] ? i * candidates + k : best;
                }
                newPrevious.add(Arrays.copyOfRange(coarse, best * cells, (best + 1) * cells));
                float[] one = Arrays.copyOfRange(logits, best * pixels, (best + 1) * pixels);
                newMasks.add(Mask.above(batch.grid(), batch.grid(), one, 0));
            }
            previous = newPrevious;
            masks = newMasks;
        }
    }
}
