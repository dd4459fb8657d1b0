package org.samovar.method.masksam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samovar.method.PatchShape;
import org.samovar.method.SliceMaps;
import org.samovar.method.masksam.MaskSamConfig.Generator;
import org.samovar.method.masksam.MaskSamConfig.Prompts;
import org.samovar.model.AdaptableNetwork;
import org.samovar.nn.Conv3d;
import org.samovar.nn.Layer;
import org.samovar.nn.PerAxis;
import org.samovar.tensor.DType;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * Makes prompts for N queries of each slice out of maps of the image encoder: auxiliary masks, boxes, and classifier tokens (section 2.4,
 * figures 2 and 4 (b)).
 *
 * <p>Its decoder starts at the coarsest map and doubles until it has the size of the patch. Each map comes in at the level of its own size;
 * of maps of one size, as a plain transformer has them, each shallower one comes in a level finer, as in UNETR.
 */
final class PromptGenerator extends Layer {
    /**
     * Prompts for the queries of B D slices.
     *
     * @param masks logits of auxiliary masks (B D, N, h, w), the finest first; none where masks are not learned
     * @param boxes learned ones (B D, N, 4), x0, y0, x1, y1 as shares of the slice
     * @param tokens of classes (P, 1, C)
     */
    record Generated(List<Tensor> masks, Optional<Tensor> boxes, Tensor tokens) {
        /** All of it, for {@link #of}. */
        List<Tensor> toList() {
            List<Tensor> all = new ArrayList<>(List.of(tokens));
            boxes.ifPresent(all::add);
            all.addAll(masks);
            return all;
        }

        static Generated of(List<Tensor> all, Prompts prompts) {
            int first = prompts.hasBoxes() ? 2 : 1;
            Optional<Tensor> boxes = prompts.hasBoxes() ? Optional.of(all.get(1)) : Optional.empty();
            return new Generated(List.copyOf(all.subList(first, all.size())), boxes, all.get(0));
        }
    }

    private final int depth;
    /** The coarsest first. */
    private final List<GeneratorLevel> levels = new ArrayList<>();
    /** Of the last levels, the coarsest first. */
    private final List<Conv3d> maskHeads = new ArrayList<>();

    private final Optional<BoxHead> boxes;
    private final ClassTokenHead tokens;

    PromptGenerator(MaskSamConfig config, PatchShape patch, AdaptableNetwork backbone) {
        Generator settings = config.generator();
        this.depth = patch.depth();
        GeneratorPlan plan = GeneratorPlan.of(backbone, config.stem().upsampling());
        int count = plan.entries().size();
        int all = 0;
        Optional<Integer> below = Optional.empty();
        for (int i = 0; i < count; i++) {
            int width = settings.width(count - 1 - i);
            GeneratorLevel level =
                    new GeneratorLevel(below, plan.entries().get(i), width, settings.convolutions(), kernel(patch));
            levels.add(child("levels." + i, level));
            if (settings.prompts().hasMasks() && i >= count - settings.supervisedLevels()) {
                maskHeads.add(child("masks." + i, Conv3d.pointwise(width, config.queries())));
            }
            all += width;
            below = Optional.of(width);
        }
        int channels = all;
        this.boxes = settings.prompts().hasBoxes()
                ? Optional.of(child("boxes", BoxHead.of(settings.heads(), channels, config.queries())))
                : Optional.empty();
        this.tokens = child(
                "class_tokens",
                ClassTokenHead.of(settings.heads(), channels, config.queries(), backbone.width(), kernel(patch)));
    }

    /** Of 3 along each axis that a patch has. */
    static PerAxis kernel(PatchShape patch) {
        return patch.isFlat() ? PerAxis.plane(3) : PerAxis.cube(3);
    }

    /** @param encoded maps of B D slices, (B D, channels, h, w) each: the embedding, then the backbone's levels */
    Generated forward(List<Tensor> encoded) {
        List<Tensor> maps =
                encoded.stream().map(map -> SliceMaps.joined(map, depth)).toList(); // (B, channels, D, h, w)
        List<Tensor> features = new ArrayList<>();
        Optional<Tensor> below = Optional.empty();
        for (GeneratorLevel level : levels) {
            Optional<Tensor> coarser = below;
            Tensor made = step(() -> level.forward(coarser, maps)); // (B, width, D, h, w)
            features.add(made);
            below = Optional.of(made);
        }
        return new Generated(
                masks(features), boxes.map(head -> wide(head.forward(features))), tokens.forward(features));
    }

    private List<Tensor> masks(List<Tensor> features) {
        List<Tensor> masks = new ArrayList<>();
        for (int i = 0; i < maskHeads.size(); i++) {
            Tensor level = features.get(features.size() - maskHeads.size() + i);
            masks.add(0, wide(SliceMaps.of(maskHeads.get(i).forward(level)))); // (B D, N, h, w)
        }
        return masks;
    }

    private static Tensor wide(Tensor x) {
        return x.type() == DType.FLOAT32 ? x : Ops.cast(x, DType.FLOAT32);
    }
}
