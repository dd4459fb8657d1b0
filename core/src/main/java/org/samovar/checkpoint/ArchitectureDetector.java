package org.samovar.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samovar.geometry.UserError;

/** Recognises networks by the keys and shapes of their state dicts. */
final class ArchitectureDetector {
    private static final List<String> SAM_PREFIXES =
            List.of("image_encoder.", "prompt_encoder.", "mask_decoder.", "decoder.");
    private static final List<String> SAM2_PREFIXES = List.of(
            "image_encoder.",
            "sam_prompt_encoder.",
            "sam_mask_decoder.",
            "memory_attention.",
            "memory_encoder.",
            "maskmem_tpos_enc",
            "no_mem_embed",
            "no_mem_pos_enc",
            "no_obj_ptr",
            "no_obj_embed_spatial",
            "mask_downsample.",
            "obj_ptr_proj.",
            "obj_ptr_tpos_proj.");

    private final StateDict weights;
    private final KeyFacts facts;

    private ArchitectureDetector(StateDict weights) {
        this.weights = weights;
        this.facts = new KeyFacts(weights);
    }

    static Architecture detect(StateDict weights) {
        ArchitectureDetector detector = new ArchitectureDetector(weights);
        if (detector.any("image_encoder.trunk.", "sam_mask_decoder.", "sam_prompt_encoder.")) {
            return detector.sam2();
        }
        if (detector.any("image_encoder.layers.", "image_encoder.patch_embed.seq.")) {
            return detector.mobileSam();
        }
        if (detector.any("image_encoder.", "mask_decoder.", "prompt_encoder.")) {
            return detector.sam();
        }
        throw new UserError(weights.origin()
                + " does not belong to SAM, MobileSAM or SAM 2: it lacks all of 'image_encoder', and has "
                + KeyList.of(List.copyOf(weights.keys())) + " instead.");
    }

    private boolean any(String... prefixes) {
        return List.of(prefixes).stream().anyMatch(facts::anyUnder);
    }

    private Architecture sam() {
        int embedDim = facts.size("image_encoder.patch_embed.proj.weight", 4, 0);
        int grid = facts.size("image_encoder.pos_embed", 4, 1);
        int depth = facts.count("image_encoder.blocks.");
        int headDim = 1;
        int window = 0;
        List<Integer> globalBlocks = new ArrayList<>();
        for (int block = 0; block < depth; block++) {
            String key = "image_encoder.blocks." + block + ".attn.rel_pos_h";
            int reach = (facts.size(key, 2, 0) + 1) / 2;
            headDim = Math.max(1, facts.size(key, 2, 1));
            if (reach == grid) {
                globalBlocks.add(block);
            } else {
                window = reach;
            }
        }
        int width = facts.size("image_encoder.neck.0.weight", 4, 0);
        int decoderMlp = samDecoder();
        requireAll("SAM", SAM_PREFIXES);
        return new Architecture.Sam(
                embedDim, embedDim / headDim, depth, globalBlocks, window, grid, width, decoderMlp, instanceDecoder());
    }

    /** Checks what all SAM decoders have, and returns the width of the hidden layer. */
    private int samDecoder() {
        facts.size("prompt_encoder.pe_layer.positional_encoding_gaussian_matrix", 2, 1);
        facts.size("prompt_encoder.no_mask_embed.weight", 2, 1);
        facts.size("mask_decoder.iou_token.weight", 2, 1);
        facts.size("mask_decoder.mask_tokens.weight", 2, 1);
        return facts.size("mask_decoder.transformer.layers.0.mlp.lin1.weight", 2, 0);
    }

    private Optional<Architecture.InstanceDecoder> instanceDecoder() {
        return weights.find("decoder.out_conv.weight")
                .filter(tensor -> tensor.rank() > 1)
                .map(tensor -> new Architecture.InstanceDecoder((int) tensor.size(0)));
    }

    private Architecture mobileSam() {
        List<Integer> dims = new ArrayList<>();
        List<Integer> depths = new ArrayList<>();
        List<Integer> heads = new ArrayList<>();
        List<Integer> windows = new ArrayList<>();
        dims.add(facts.size("image_encoder.layers.0.blocks.0.conv1.c.weight", 4, 1));
        depths.add(facts.count("image_encoder.layers.0.blocks."));
        for (int stage = 1; stage < facts.count("image_encoder.layers."); stage++) {
            String blocks = "image_encoder.layers." + stage + ".blocks.";
            dims.add(facts.size(blocks + "0.attn.qkv.weight", 2, 1));
            depths.add(facts.count(blocks));
            heads.add(facts.size(blocks + "0.attn.attention_biases", 2, 0));
            windows.add((int) Math.sqrt(facts.size(blocks + "0.attn.attention_biases", 2, 1)));
        }
        int width = facts.size("image_encoder.neck.0.weight", 4, 0);
        int decoderMlp = samDecoder();
        requireAll("MobileSAM", SAM_PREFIXES);
        return new Architecture.MobileSam(dims, depths, heads, windows, width, decoderMlp, instanceDecoder());
    }

    private Architecture sam2() {
        int embedDim = facts.size("image_encoder.trunk.patch_embed.proj.weight", 4, 0);
        int background = facts.size("image_encoder.trunk.pos_embed", 4, 2);
        int window = facts.size("image_encoder.trunk.pos_embed_window", 4, 2);
        List<Integer> stages = hieraStages();
        int width = facts.size("image_encoder.neck.convs.0.conv.weight", 4, 0);
        facts.size("sam_prompt_encoder.pe_layer.positional_encoding_gaussian_matrix", 2, 1);
        facts.size("sam_mask_decoder.iou_token.weight", 2, 1);
        facts.size("sam_mask_decoder.mask_tokens.weight", 2, 1);
        facts.size("sam_mask_decoder.obj_score_token.weight", 2, 1);
        int decoderMlp = facts.size("sam_mask_decoder.transformer.layers.0.mlp.layers.0.weight", 2, 0);
        requireAll("SAM 2", SAM2_PREFIXES);
        return new Architecture.Sam2(memory(), embedDim, stages, window, background, width, decoderMlp);
    }

    /** A stage is a run of blocks with one number of channels. */
    private List<Integer> hieraStages() {
        List<Integer> stages = new ArrayList<>();
        int before = -1;
        int blocks = facts.count("image_encoder.trunk.blocks.");
        for (int block = 0; block < blocks; block++) {
            int channels = facts.size("image_encoder.trunk.blocks." + block + ".attn.proj.weight", 2, 0);
            if (channels == before) {
                stages.set(stages.size() - 1, stages.get(stages.size() - 1) + 1);
            } else {
                stages.add(1);
            }
            before = channels;
        }
        return stages;
    }

    private Architecture.Memory memory() {
        if (!facts.anyUnder("memory_attention.")) {
            return Architecture.Memory.NONE;
        }
        return facts.contains("no_obj_embed_spatial") ? Architecture.Memory.SAM_2_1 : Architecture.Memory.SAM_2_0;
    }

    private void requireAll(String family, List<String> prefixes) {
        if (facts.missing().isEmpty()) {
            return;
        }
        List<String> missing = facts.missing().stream().distinct().toList();
        List<String> extra = facts.beside(prefixes);
        String unexpected = extra.isEmpty() ? "" : ", and has " + KeyList.of(extra) + ", which do not belong to it";
        throw new UserError(weights.origin() + " looks like weights of " + family + ", but lacks " + KeyList.of(missing)
                + " (or has them in another shape)" + unexpected + ".");
    }
}
