package org.samovar.method.masksam;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.samovar.geometry.UserError;
import org.samovar.method.Intensities;
import org.samovar.method.MaskBoxes;
import org.samovar.method.PatchShape;
import org.samovar.method.SemanticNetwork;
import org.samovar.method.SliceMaps;
import org.samovar.method.masksam.MaskSamConfig.MaskPrompts;
import org.samovar.method.masksam.MaskSamConfig.Prompts;
import org.samovar.method.masksam.PromptGenerator.Generated;
import org.samovar.model.AdaptableNetwork;
import org.samovar.model.AdaptableNetwork.Encoded;
import org.samovar.model.DecodedMasks;
import org.samovar.model.DecoderExtras;
import org.samovar.model.ImageFeatures;
import org.samovar.model.PromptTensors;
import org.samovar.nn.Init;
import org.samovar.nn.Layer;
import org.samovar.nn.Linear;
import org.samovar.nn.Parameter;
import org.samovar.nn.adapt.Additions;
import org.samovar.tensor.Autograd;
import org.samovar.tensor.DType;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.NeuralOps.Interpolation;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Ops.Axes;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/**
 * MaskSAM: patches (B, M, D, H, W) to N masks and their classes in each slice, and from these to the classes of voxels.
 *
 * <p>Keys: {@code backbone.} is the published network, frozen in training; all others are learned: {@code added.} inside of the backbone,
 * {@code stem.}, {@code prompt_generator.}, {@code class_head.}, {@code depth_positions}, {@code mask_finish.}.
 */
public final class MaskSam extends Layer implements SemanticNetwork {
    /** Masks of the decoder are a quarter of the backbone's input. */
    private static final int MASK_STRIDE = 4;
    /** What SAM's logits are limited to as prompts. */
    private static final double LOGIT_LIMIT = 32;

    private final MaskSamConfig config;
    private final PatchShape patch;
    private final int classes;
    private final AdaptableNetwork backbone;
    private final Stem stem;
    private final PromptGenerator generator;
    private final Optional<Parameter> depthPositions;
    private final Linear classHead;
    private final Optional<MaskFinish> finish;

    /**
     * @param patch what it sees at a time; height and width times {@link MaskSamConfig.Stem#upsampling} are a size for the backbone
     * @param classes K, with the background
     * @param backbone builds SAM or SAM 2 with what is added inside of it
     */
    public MaskSam(
            MaskSamConfig config, PatchShape patch, int classes, Function<Additions, AdaptableNetwork> backbone) {
        this.config = config;
        this.patch = patch;
        this.classes = classes;
        MaskSamAdditions recipe = new MaskSamAdditions(config, patch.depth());
        Additions additions = new Additions(recipe);
        this.backbone = backbone.apply(additions);
        child("backbone", this.backbone.layer());
        child("added", additions);
        int upsampling = config.stem().upsampling();
        int width = this.backbone.width();
        int stride = this.backbone.stride();
        this.stem = child("stem", new Stem(config.stem(), patch));
        this.generator = child("prompt_generator", new PromptGenerator(config, patch, this.backbone));
        this.depthPositions = recipe.hasDepthPositions()
                ? Optional.of(learned(
                        "depth_positions",
                        Init.zeros(),
                        patch.depth(),
                        width,
                        (long) patch.height() * upsampling / stride,
                        (long) patch.width() * upsampling / stride))
                : Optional.empty();
        this.classHead = child("class_head", new Linear(width, classes + 1L));
        this.finish = upsampling == MASK_STRIDE
                ? Optional.empty()
                : Optional.of(child(
                        "mask_finish",
                        new MaskFinish(
                                config.queries(), config.generator().width(0), MASK_STRIDE / upsampling, patch)));
        requireFit();
    }

    private void requireFit() {
        int cell = backbone.levels().stream()
                .mapToInt(AdaptableNetwork.Level::stride)
                .max()
                .orElse(1);
        int scale = config.stem().upsampling();
        if (patch.height() * scale % cell != 0 || patch.width() * scale % cell != 0) {
            throw new UserError(
                    "MaskSAM cannot see slices of " + patch.height() + " x " + patch.width() + " pixels.",
                    "With this backbone and stem, take multiples of " + cell / scale + ".");
        }
    }

    /** What it was built from. */
    public MaskSamConfig config() {
        return config;
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

    /** What is found in each slice of patches (B, M, D, H, W). */
    public QueryPredictions forward(Tensor patches) {
        patches.check("The patch", -1, patch.modalities(), patch.depth(), patch.height(), patch.width());
        int slices = patches.size(0) * patch.depth();
        Encoded encoded = backbone.encodeLevels(step(patches, stem::forward)); // of (B D, 3, S, S)
        Tensor embedding = joint(encoded.features().embedding()); // (B D, C, h, w)
        List<Tensor> maps = new ArrayList<>(List.of(embedding));
        encoded.levels().forEach(level -> maps.add(joint(level)));
        Prompts form = config.generator().prompts();
        int count = patches.size(0);
        List<Tensor> generated =
                byPatch(count, maps, in -> generator.forward(in).toList());
        List<Tensor> inputs = new ArrayList<>(List.of(embedding));
        encoded.features().highResolution().forEach(fine -> inputs.add(joint(fine)));
        int features = inputs.size();
        inputs.addAll(generated);
        List<Tensor> decoded = byPatch(count, inputs, in -> {
            ImageFeatures of = new ImageFeatures(in.get(0), in.subList(1, features));
            DecodedMasks masks = decode(of, Generated.of(in.subList(features, in.size()), form));
            return List.of(
                    masks.logits().narrow(1, 0, 1).contiguous(),
                    masks.extraTokens().contiguous());
        });
        Tensor logits = decoded.get(0); // (P, 1, h, w)
        Tensor coarse = logits.reshape(slices, config.queries(), logits.size(2), logits.size(3)); // (B D, N, h, w)
        Tensor masks = finish.map(f -> step(coarse, f::forward)).orElse(coarse);
        Tensor scores = classHead.forward(decoded.get(1)).reshape(slices, config.queries(), classes + 1L);
        Generated said = Generated.of(generated, form);
        return new QueryPredictions(wide(scores), wide(masks), said.masks(), said.boxes());
    }

    /** A step that several tensors, (B ..., ...) each, go into and come out of, and that looks at no patch but its own. */
    private static List<Tensor> byPatch(int patches, List<Tensor> xs, UnaryOperator<List<Tensor>> step) {
        List<Tensor> apart = xs.stream().map(x -> apart(x, patches)).toList();
        List<Tensor> made = Autograd.checkpointRows(apart, in -> {
            try (Scope scope = Scope.nested()) {
                List<Tensor> out = step.apply(in.stream().map(MaskSam::together).toList());
                return out.stream()
                        .map(x -> scope.keep(apart(x, in.get(0).size(0))))
                        .toList();
            }
        });
        return made.stream().map(MaskSam::together).toList();
    }

    /** (B R, ...) to (B, R, ...). */
    private static Tensor apart(Tensor x, int patches) {
        long[] from = x.shape();
        long[] shape = new long[from.length + 1];
        System.arraycopy(from, 1, shape, 2, from.length - 1);
        shape[0] = patches;
        shape[1] = from[0] / patches;
        return x.reshape(shape);
    }

    /** (B, R, ...) to (B R, ...). */
    private static Tensor together(Tensor x) {
        long[] from = x.shape();
        long[] shape = Arrays.copyOfRange(from, 1, from.length);
        shape[0] = from[0] * from[1];
        return x.reshape(shape);
    }

    /**
     * The same in a joint of the graph, where the gradients of generator and decoder are summed before they go on: pieces that are made again
     * in the backward pass reach the encoder one after the other.
     */
    private static Tensor joint(Tensor x) {
        return step(x, y -> Ops.add(y, 0));
    }

    /** The masks and class tokens of the prompts. */
    private DecodedMasks decode(ImageFeatures features, Generated generated) {
        int slices = features.batch();
        DecoderExtras extras = new DecoderExtras(Optional.of(generated.tokens()), positions(slices / patch.depth()));
        return backbone.decode(
                features.forPrompts(sliceOfPrompts(slices)), prompts(generated, features.embedding()), extras);
    }

    /** The slice of each prompt: 0 N times, 1 N times, ... */
    private Tensor sliceOfPrompts(int slices) {
        int n = config.queries();
        long[] index = IntStream.range(0, slices * n).mapToLong(p -> p / n).toArray();
        return Tensors.of(index, index.length);
    }

    /** Positions of the cells in the depth, (P, C, h, w). */
    private Optional<Tensor> positions(int patches) {
        return depthPositions.map(Parameter::value).map(p -> p.reshape(1, p.size(0), 1, p.size(1), p.size(2), p.size(3))
                .expand(patches, -1, config.queries(), -1, -1, -1)
                .reshape(-1, p.size(1), p.size(2), p.size(3)));
    }

    private PromptTensors prompts(Generated generated, Tensor embedding) {
        int h = MASK_STRIDE * embedding.size(2);
        int w = MASK_STRIDE * embedding.size(3);
        double scale = config.stem().upsampling();
        float[] sides = {patch.width(), patch.height(), patch.width(), patch.height()};
        Tensor pixels = Ops.mul(boxes(generated).reshape(-1, 4), Ops.mul(Tensors.of(sides, 4), scale)); // (P, 4)
        Optional<Tensor> masks = generated.masks().stream().findFirst().map(m -> maskPrompts(m, h, w));
        return new PromptTensors(Optional.empty(), Optional.empty(), Optional.of(pixels), masks);
    }

    /** The boxes that prompt, (B D, N, 4), as shares of the slice. */
    private Tensor boxes(Generated generated) {
        Prompts form = config.generator().prompts();
        if (!form.hasBoxes()) {
            return boxes(generated.masks().get(0), Tensors.of(new float[] {0, 0, 1, 1}, 1, 1, 4));
        }
        Tensor learned = generated.boxes().orElseThrow();
        if (form != Prompts.MASK_AND_MEAN_BOX) {
            return learned;
        }
        return Ops.mul(Ops.add(learned, boxes(generated.masks().get(0), learned)), 0.5);
    }

    /** Boxes of masks given by logits (B D, N, H, W) as shares of the slice, (B D, N, 4); others for masks without pixels. */
    static Tensor boxes(Tensor logits, Tensor others) {
        Tensor sides = Tensors.of(new float[] {logits.size(3), logits.size(2), logits.size(3), logits.size(2)}, 4);
        MaskBoxes found = MaskBoxes.of(logits);
        return Ops.where(found.present(), Ops.div(found.corners(), sides), others);
    }

    /** Logits (B D, N, H, W) to mask prompts (P, 1, h, w). */
    private Tensor maskPrompts(Tensor logits, int h, int w) {
        Tensor prompt;
        if (config.generator().maskPrompts() == MaskPrompts.BINARY) {
            Tensor binary = Ops.cast(Ops.greater(logits.detach(), 0), DType.FLOAT32);
            prompt = NeuralOps.resize(binary, Interpolation.NEAREST, h, w);
        } else {
            Tensor limited = Ops.clamp(logits, -LOGIT_LIMIT, LOGIT_LIMIT);
            prompt = NeuralOps.resize(limited, Interpolation.BILINEAR_ANTIALIAS, h, w);
        }
        return prompt.reshape(-1, 1, h, w);
    }

    @Override
    public Tensor probabilities(Tensor patches) {
        try (Scope scope = Scope.nested()) {
            QueryPredictions found = forward(patches);
            Tensor certain = Ops.softmax(found.classes(), -1).narrow(2, 0, classes); // (B D, N, K)
            int slices = certain.size(0);
            Tensor masks = Ops.sigmoid(found.masks()).reshape(slices, config.queries(), -1); // (B D, N, H W)
            Tensor sums = Ops.add(Ops.matmul(certain.transpose(1, 2), masks), 1e-6); // (B D, K, H W)
            Tensor shares = Ops.div(sums, Ops.sum(sums, Axes.KEPT, 1));
            Tensor maps = shares.reshape(slices, classes, patch.height(), patch.width());
            return scope.keep(SliceMaps.joined(maps, patch.depth()).contiguous()); // (B, K, D, H, W)
        }
    }

    private static Tensor wide(Tensor x) {
        return x.type() == DType.FLOAT32 ? x : Ops.cast(x, DType.FLOAT32);
    }
}
