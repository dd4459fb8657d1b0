package org.samovar.method.sam2sgp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.samovar.method.MaskBoxes;
import org.samovar.method.sam2sgp.SgpConfig.PseudoMask;
import org.samovar.method.sam2sgp.SgpConfig.Refinement;
import org.samovar.method.sam2sgp.SgpConfig.SupportMasks;
import org.samovar.model.DecodedMasks;
import org.samovar.model.DecoderExtras;
import org.samovar.model.ImageFeatures;
import org.samovar.model.InputRule;
import org.samovar.model.PromptTensors;
import org.samovar.model.decoder.PromptEmbedding;
import org.samovar.model.sam2.Recollection;
import org.samovar.model.sam2.Sam2;
import org.samovar.nn.Layer;
import org.samovar.nn.adapt.Additions;
import org.samovar.nn.adapt.Lora;
import org.samovar.tensor.Autograd;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.NeuralOps.Interpolation;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Ops.Axes;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;
import org.samovar.tensor.Tensors;

/**
 * SAM2-SGP (figure 2): finds on images what is masked on others. Each support image becomes a memory; an image is seen beside the memories of
 * those that are like it, which gives a pseudo-mask; the pseudo-mask prompts and guides a second decoder.
 *
 * <p>One class at a time; the encodings serve all classes. Stateless and differentiable; results belong to the innermost scope.
 */
public final class Sam2Sgp extends Layer {
    /**
     * Beginnings of the keys that are trained. The encoder's trunk is frozen (section 3.3), and of the rest what no answer passes through
     * stays as it is: object pointers, estimates, the embeddings of clicks and of drawn masks.
     */
    private static final List<String> TRAINED = List.of(
            "added.",
            "second.",
            "backbone.image_encoder.neck.",
            "backbone.no_mem_embed",
            "backbone.maskmem_tpos_enc",
            "backbone.no_obj_embed_spatial",
            "backbone.memory_attention.",
            "backbone.memory_encoder.",
            "backbone.sam_prompt_encoder.point_embeddings.2.",
            "backbone.sam_prompt_encoder.point_embeddings.3.",
            "backbone.sam_prompt_encoder.not_a_point_embed.",
            "backbone.sam_prompt_encoder.no_mask_embed.",
            "backbone.sam_mask_decoder.transformer.",
            "backbone.sam_mask_decoder.iou_token.",
            "backbone.sam_mask_decoder.obj_score_token.",
            "backbone.sam_mask_decoder.mask_tokens.",
            "backbone.sam_mask_decoder.output_upscaling.",
            "backbone.sam_mask_decoder.conv_s",
            "backbone.sam_mask_decoder.output_hypernetworks_mlps.0.");

    /** Those of them that only memories need. */
    private static final List<String> OF_MEMORY = List.of(
            "backbone.maskmem_tpos_enc",
            "backbone.no_obj_embed_spatial",
            "backbone.memory_attention.",
            "backbone.memory_encoder.");

    /** What stands for an empty memory. */
    private static final List<String> WITHOUT_MEMORY = List.of("backbone.no_mem_embed");

    /** Those that only boxes need. */
    private static final List<String> OF_BOXES = List.of(
            "backbone.sam_prompt_encoder.point_embeddings.2.", "backbone.sam_prompt_encoder.point_embeddings.3.");

    private static final String SECOND = "second.decoder.";
    /** Where the second decoder is like the first. */
    private static final List<String> ALIKE =
            List.of(SECOND + "transformer.", SECOND + "mask_tokens.", SECOND + "output_upscaling.");

    /** Half of what probabilities of masks are stretched to before they are remembered. */
    private static final double CERTAIN = 10;

    private final SgpConfig config;
    private final Sam2 backbone;
    private final Optional<PseudoMaskAttention> second;

    public Sam2Sgp(SgpConfig config) {
        this.config = config;
        Additions added = config.loraRank() == 0 ? Additions.none() : new Additions(Lora.ofRank(config.loraRank()));
        this.backbone = child("backbone", new Sam2(config.backbone(), added));
        child("added", added);
        this.second = config.refinement() == Refinement.NONE
                ? Optional.empty()
                : Optional.of(child("second", new PseudoMaskAttention(config)));
    }

    /**
     * The key of a stored backbone that a new parameter begins with: the second decoder begins as the first, as far as they are alike, so
     * that it knows what tokens and images have to tell each other.
     */
    public static Optional<String> beginsAs(String key) {
        return Optional.of(key)
                .filter(k -> startsWithAny(k, ALIKE))
                .map(k -> "sam_mask_decoder." + k.substring(SECOND.length()));
    }

    public SgpConfig config() {
        return config;
    }

    /** How an image becomes its input. */
    public InputRule input() {
        return backbone.input();
    }

    /** Whether a parameter is trained; no gradient passes by way of others. */
    public boolean trains(String key) {
        boolean seesMemories = config.pseudoMask() == PseudoMask.FROM_SUPPORT;
        boolean isUsed = !startsWithAny(key, seesMemories ? WITHOUT_MEMORY : OF_MEMORY)
                && (second.isPresent() || !startsWithAny(key, OF_BOXES));
        return isUsed && startsWithAny(key, TRAINED);
    }

    private static boolean startsWithAny(String key, List<String> beginnings) {
        return beginnings.stream().anyMatch(key::startsWith);
    }

    /** Encodes images (B, 3, S, S), normalised by {@link #input()}. */
    public ImageFeatures encode(Tensor pixels) {
        return ImageFeatures.of(Autograd.checkpointRows(List.of(pixels), in -> {
            try (Scope scope = Scope.nested()) {
                return backbone.encode(in.get(0)).maps().stream()
                        .map(scope::keep)
                        .toList();
            }
        }));
    }

    /** What images are compared by: the embedding without what stands in it for an empty memory, (B, D, H, W). */
    public Tensor appearance(ImageFeatures images) {
        return backbone.frameStep().embedding(images);
    }

    /**
     * The memories of support images (equation 2).
     *
     * @param images B of them
     * @param masks (B, 1, S, S), 1 on the object, 0 elsewhere
     * @return (B, M, H, W)
     */
    public Tensor remember(ImageFeatures images, Tensor masks) {
        Tensor logits = config.supportMasks() == SupportMasks.AS_LOGITS
                ? masks
                : Ops.add(Ops.mul(masks, 2 * CERTAIN), -CERTAIN); // (B, 1, S, S)
        return rememberFound(images, logits);
    }

    /** The memories of what was found on images (equation 5): logits (B, 1, S, S) to (B, M, H, W). */
    public Tensor rememberFound(ImageFeatures images, Tensor logits) {
        List<Tensor> xs = new ArrayList<>(images.maps());
        int maps = xs.size();
        xs.add(logits);
        return Autograd.checkpointRows(xs, in -> {
                    try (Scope scope = Scope.nested()) {
                        Tensor highest = Ops.max(in.get(maps), Axes.DROPPED, 2, 3); // (B, 1)
                        ImageFeatures seen = ImageFeatures.of(in.subList(0, maps));
                        return List.of(
                                scope.keep(backbone.frameStep().remember(seen, in.get(maps), Optional.of(highest))));
                    }
                })
                .get(0);
    }

    /**
     * Segments images.
     *
     * @param images B of them, or one that is asked about B times
     * @param memories that they are seen beside, at least one, each (B, M, H, W): the first of each image, the second of each, ...
     */
    public Segmented segment(ImageFeatures images, List<Tensor> memories) {
        List<Tensor> xs = new ArrayList<>(images.maps());
        int maps = xs.size();
        xs.addAll(memories);
        List<Tensor> out = Autograd.checkpointRows(
                xs, in -> segmented(ImageFeatures.of(in.subList(0, maps)), in.subList(maps, in.size())));
        return new Segmented(out.get(0), out.get(out.size() - 1));
    }

    /** The pseudo-mask, and the answer where it is another. */
    private List<Tensor> segmented(ImageFeatures images, List<Tensor> memories) {
        try (Scope scope = Scope.nested()) {
            ImageFeatures seen = config.pseudoMask() == PseudoMask.FROM_IMAGE
                    ? alone(images, memories.get(0).size(0))
                    : beside(images, memories); // (B, D, H, W)
            Segmented found = found(seen);
            return Stream.of(found.pseudoMask(), found.logits())
                    .distinct()
                    .map(scope::keep)
                    .toList();
        }
    }

    private static ImageFeatures alone(ImageFeatures images, int count) {
        return new ImageFeatures(images.embedding().expand(count, -1, -1, -1), images.highResolution());
    }

    /** Equation 3. Memories have no place in time; all stand where SAM 2 learned those of prompted frames to be. */
    private ImageFeatures beside(ImageFeatures images, List<Tensor> memories) {
        List<Recollection.Memory> recalled = memories.stream()
                .map(memory -> new Recollection.Memory(memory, Recollection.PROMPTED))
                .toList();
        return backbone.frameStep().attend(images, List.of(new Recollection(recalled, List.of())));
    }

    private Segmented found(ImageFeatures seen) {
        int h = seen.embedding().size(2);
        int w = seen.embedding().size(3);
        DecodedMasks first =
                backbone.decode(seen, PromptTensors.empty(seen.batch()), DecoderExtras.none()); // equation 4
        Tensor small = first.logits().narrow(1, 0, 1); // (B, 1, 4H, 4W)
        Tensor pseudoMask = NeuralOps.resize(
                small, Interpolation.BILINEAR, backbone.stride() * h, backbone.stride() * w); // (B, 1, S, S)
        return second.map(decoder -> {
                    PromptTensors boxes = new PromptTensors(
                            Optional.empty(), Optional.empty(), Optional.of(boxes(pseudoMask)), Optional.empty());
                    PromptEmbedding box = backbone.embed(boxes, h, w);
                    Tensor image = Ops.add(seen.embedding(), box.dense()); // (B, D, H, W)
                    Tensor logits =
                            decoder.forward(image, small, backbone.positions(h, w), box.sparse(), first.upscaled());
                    return new Segmented(pseudoMask, logits);
                })
                .orElseGet(() -> new Segmented(pseudoMask, pseudoMask));
    }

    /** The boxes of masks given by logits (B, 1, S, S), in pixels (B, 4); the whole image for a mask without pixels. */
    static Tensor boxes(Tensor logits) {
        Tensor whole = Tensors.of(new float[] {0, 0, logits.size(3), logits.size(2)}, 1, 1, 4);
        MaskBoxes found = MaskBoxes.of(logits);
        return Ops.where(found.present(), found.corners(), whole).reshape(-1, 4); // (B, 4)
    }
}
