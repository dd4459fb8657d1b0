package org.samovar.method.rfmedsam2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.samovar.method.Intensities;
import org.samovar.method.PatchShape;
import org.samovar.method.SemanticNetwork;
import org.samovar.method.SliceMaps;
import org.samovar.model.AdaptableNetwork;
import org.samovar.model.ImageFeatures;
import org.samovar.nn.Layer;
import org.samovar.nn.PerAxis;
import org.samovar.nn.adapt.Additions;
import org.samovar.tensor.Autograd;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.NeuralOps.Interpolation;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;

/**
 * RFMedSAM 2. Step 0: a U-Net finds masks of all classes. Step 1: SAM 2 is prompted with each of them on each slice, and finds masks and
 * pointers, which it remembers. Step 2: it is prompted with those, and each slice remembers itself and the slices around it.
 *
 * <p>Keys: {@code unet.}, {@code stem.}, {@code backbone.} of SAM 2 as published, which stays as it is in training, {@code added.}.
 */
public final class RfMedSam2 extends Layer implements SemanticNetwork {
    /** SAM 2's windows need inputs in multiples of this; masks have a quarter of their size. */
    private static final int INPUT_STEP = 32;

    private static final int MASK_STRIDE = 4;

    /**
     * Everything that is found.
     *
     * @param generated the U-Net's logits, (B, K, D', H', W'), the finest first, coarser ones for deep supervision
     * @param steps from step 0, which has the finest of these, to the last one
     */
    public record Outcome(List<Tensor> generated, List<Step> steps) {
        public Outcome {
            generated = List.copyOf(generated);
            steps = List.copyOf(steps);
        }
    }

    private final PatchShape patch;
    private final int classes;
    private final RfMedSam2Options options;
    private final MaskGenerator generator;
    private final Refiner refiner;
    private final ObjectPrompts prompts;

    /**
     * @param classes K, with the background
     * @param backbone makes a SAM 2 with memory from what is added to it
     */
    public RfMedSam2(
            PatchShape patch,
            int classes,
            Function<Additions, ? extends AdaptableNetwork> backbone,
            RfMedSam2Options options) {
        this(patch, classes, backbone, options, Refiner.AtOnce.PATCH_OF_SLICES);
    }

    RfMedSam2(
            PatchShape patch,
            int classes,
            Function<Additions, ? extends AdaptableNetwork> backbone,
            RfMedSam2Options options,
            Refiner.AtOnce atOnce) {
        this.patch = patch;
        this.classes = classes;
        this.options = options;
        this.generator = child("unet", new MaskGenerator(patch, classes, options.generator()));
        this.refiner = child("", new Refiner(patch.modalities(), classes - 1, backbone, options, atOnce));
        this.prompts = new ObjectPrompts(options.prompts(), options.enlargement());
        requireFitting(generator.divisor());
    }

    private void requireFitting(PerAxis divisor) {
        int height = options.enlargement() * patch.height();
        int width = options.enlargement() * patch.width();
        if (height % INPUT_STEP != 0 || width % INPUT_STEP != 0) {
            throw new IllegalArgumentException(
                    "SAM 2 sees slices in multiples of " + INPUT_STEP + " pixels, not " + height + " x " + width);
        }
        if (patch.depth() % divisor.depth() != 0
                || patch.height() % divisor.height() != 0
                || patch.width() % divisor.width() != 0) {
            throw new IllegalArgumentException("the U-Net sees patches in multiples of " + divisor);
        }
    }

    @Override
    public PatchShape patch() {
        return patch;
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public Intensities intensities() {
        return Intensities.Z_SCORE;
    }

    @Override
    public Layer layer() {
        return this;
    }

    /** What it was built with. */
    public RfMedSam2Options options() {
        return options;
    }

    @Override
    public Tensor probabilities(Tensor patches) {
        return probabilities(patches, options.steps());
    }

    private Tensor probabilities(Tensor patches, int step) {
        try (Scope scope = Scope.nested()) {
            return scope.keep(run(patches, step).steps().get(step).probabilities()); // (B, K, D, H, W)
        }
    }

    /** Step 0 is the U-Net alone, 1 and 2 are those of the paper. */
    @Override
    public List<SemanticNetwork> steps() {
        return IntStream.rangeClosed(0, options.steps())
                .<SemanticNetwork>mapToObj(OfStep::new)
                .toList();
    }

    private final class OfStep implements SemanticNetwork {
        private final int step;

        OfStep(int step) {
            this.step = step;
        }

        @Override
        public PatchShape patch() {
            return patch;
        }

        @Override
        public int classes() {
            return classes;
        }

        @Override
        public Intensities intensities() {
            return RfMedSam2.this.intensities();
        }

        @Override
        public Layer layer() {
            return RfMedSam2.this;
        }

        @Override
        public Tensor probabilities(Tensor patches) {
            return RfMedSam2.this.probabilities(patches, step);
        }
    }

    /** All steps; the results belong to the innermost scope. */
    public Outcome run(Tensor patches) {
        return run(patches, options.steps());
    }

    /**
     * The same where SAM 2 sees some slices of the first patch alone.
     *
     * @param first the first of them
     * @param count S, how many
     * @return the U-Net's logits of all patches, steps of these slices
     */
    public Outcome run(Tensor patches, int first, int count) {
        return run(patches, options.steps(), x -> x.narrow(0, 0, 1).narrow(2, first, count));
    }

    private Outcome run(Tensor patches, int lastStep) {
        return run(patches, lastStep, x -> x);
    }

    private Outcome run(Tensor patches, int lastStep, UnaryOperator<Tensor> seen) {
        patches.check("A batch of patches", -1, patch.modalities(), -1, -1, -1);
        // the U-Net's graph is the largest of all
        List<Tensor> generated =
                Autograd.checkpointRows(List.of(patches), in -> generator.forward(in.get(0))); // (B, K, D, H, W), ...
        Tensor found = seen.apply(generated.get(0)); // (1 or B, K, S or D, H, W)
        Tensor slices = seen.apply(patches); // (1 or B, M, S or D, H, W)
        List<Step> steps = new ArrayList<>(List.of(new Step(found, Optional.empty())));
        if (lastStep >= 1) {
            Tensor masks = Autograd.checkpoint(found, this::told); // (P, 1, 4h, 4w)
            ImageFeatures features = refiner.encode(slices);
            Refiner.Found first = refiner.decode(features, prompts.of(found, masks));
            steps.add(step(first, slices));
            if (lastStep >= 2) {
                Refiner.Remembered remembered = refiner.remember(features, first);
                ImageFeatures attended = refiner.attend(features, remembered, slices.size(2));
                steps.add(step(refiner.decode(attended, prompts.of(steps.get(1).shown(), first.logits())), slices));
            }
        }
        return new Outcome(generated, steps);
    }

    private Tensor told(Tensor logits) {
        int scale = options.enlargement();
        return ObjectPrompts.logOdds(
                logits, scale * logits.size(3) / MASK_STRIDE, scale * logits.size(4) / MASK_STRIDE);
    }

    /** Masks (P, 1, 4h, 4w) at the size of the patches, and beside a background. */
    private Step step(Refiner.Found found, Tensor patches) {
        int b = patches.size(0);
        int height = patches.size(3);
        int width = patches.size(4);
        Tensor full = NeuralOps.resize(found.logits(), Interpolation.BILINEAR, height, width); // (P, 1, H, W)
        Tensor slices = full.reshape(-1, classes - 1L, height, width); // (B D, K - 1, H, W)
        Tensor objects = SliceMaps.joined(slices, patches.size(2)); // (B, K - 1, D, H, W)
        Tensor background = Ops.full(objects, 0, b, 1, patches.size(2), height, width);
        Optional<Tensor> scores = refiner.counted(found)
                .map(score -> score.reshape(b, -1, classes - 1L).transpose(1, 2)); // (B, K - 1, D)
        return new Step(Ops.cat(List.of(background, objects), 1), scores);
    }
}
