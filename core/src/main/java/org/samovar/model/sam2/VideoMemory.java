package org.samovar.model.sam2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samovar.nn.Activation;
import org.samovar.nn.Bias;
import org.samovar.nn.Conv2d;
import org.samovar.nn.Init;
import org.samovar.nn.Layer;
import org.samovar.nn.Linear;
import org.samovar.nn.Mlp;
import org.samovar.nn.Parameter;
import org.samovar.nn.adapt.Additions;
import org.samovar.tensor.DType;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.NeuralOps.Convolution;
import org.samovar.tensor.NeuralOps.Interpolation;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * What SAM 2 has for videos beside the image network: memory attention, memory encoder, object pointers, positions in time and the
 * embeddings of an absent object. Reference: {@code modeling/sam2_base.py}. No prefix.
 */
final class VideoMemory extends Layer {
    /** M, channels of a memory. */
    static final int WIDTH = 64;
    /** How many positions in time are learned: six frames before this one, and prompted frames. */
    static final int SLOTS = 7;

    /** What the probabilities 0 to 1 of a mask are stretched to before they are encoded: -10 to 10. */
    private static final double MASK_SCALE = 20;

    private static final double MASK_OFFSET = -10;

    /** Pixels of a mask along a side of a cell of the map. */
    private static final int STRIDE = 16;

    private final Parameter slots;
    private final Parameter absentPointer;
    private final Conv2d maskDownsample;
    private final Mlp pointerProjection;
    private final Optional<Parameter> absentMemory;
    private final Optional<Linear> distanceProjection;
    private final MemoryAttention attention;
    private final MemoryEncoder encoder;

    VideoMemory(Sam2Config config, Additions additions) {
        int width = config.width();
        boolean isLater = config.version() == Sam2Config.Version.SAM_2_1;
        Init tokens = Init.truncatedNormal(0.02);
        this.slots = learned("maskmem_tpos_enc", tokens, SLOTS, 1, 1, WIDTH);
        learned("no_mem_pos_enc", tokens, 1, 1, width); // in every file, used by no published network
        this.absentPointer = learned("no_obj_ptr", tokens, 1, width);
        this.maskDownsample = child("mask_downsample", new Conv2d(1, 1, 4, Convolution.strided(4, 0), Bias.WITH));
        this.pointerProjection = child("obj_ptr_proj", new Mlp(width, width, width, 3, Activation.RELU));
        this.absentMemory = isLater ? Optional.of(learned("no_obj_embed_spatial", tokens, 1, WIDTH)) : Optional.empty();
        this.distanceProjection =
                isLater ? Optional.of(child("obj_ptr_tpos_proj", new Linear(width, WIDTH))) : Optional.empty();
        this.attention = child("memory_attention", new MemoryAttention(config, additions));
        this.encoder = child("memory_encoder", new MemoryEncoder(width, additions));
    }

    /**
     * Conditions maps without memory on what is recalled of groups of objects.
     *
     * @param maps (1, D, H, W), shared by all objects, or (P, D, H, W)
     * @return (P, D, H, W) for the P objects of all groups, in their order; float32
     */
    Tensor attend(Tensor maps, List<Recollection> groups) {
        MemoryTokens memories =
                MemoryTokens.join(groups.stream().map(this::tokens).toList());
        return Ops.cast(attention.forward(maps, memories), DType.FLOAT32);
    }

    private MemoryTokens tokens(Recollection group) {
        List<Tensor> values = new ArrayList<>();
        List<Tensor> positions = new ArrayList<>();
        for (Recollection.Memory memory : group.memories()) {
            Tensor map = memory.features();
            Tensor place = SinePositions.map(WIDTH, map.size(2), map.size(3));
            values.add(cells(map)); // (P, N, M)
            positions.add(
                    memory.slot() == Recollection.UNPLACED
                            ? cells(place)
                            : Ops.add(cells(place), slots.value().select(0, memory.slot()))); // (1, N, M)
        }
        int pointerTokens = 0;
        if (!group.pointers().isEmpty()) {
            Tensor pointers = pointers(group.pointers());
            pointerTokens = pointers.size(1);
            values.add(pointers); // (P, n D / M, M)
            positions.add(distances(group.pointers(), pointerTokens)); // (1, n D / M, M)
        }
        Tensor all = Ops.cat(values, 1);
        return new MemoryTokens(all, Ops.add(all, Ops.cat(positions, 1)), pointerTokens); // (P, r N + n D / M, M)
    }

    /** (P, C, H, W) to (P, H W, C). */
    private static Tensor cells(Tensor map) {
        return map.reshape(map.size(0), map.size(1), -1).transpose(1, 2);
    }

    /** Pointers (P, D) cut into tokens of the width of memories: (P, n D / M, M). */
    private static Tensor pointers(List<Recollection.Pointer> pointers) {
        Tensor stacked =
                Ops.stack(pointers.stream().map(Recollection.Pointer::features).toList(), 1); // (P, n, D)
        return stacked.reshape(stacked.size(0), -1, WIDTH);
    }

    /** The positions in time of the tokens of pointers; SAM 2.0 has none. */
    private Tensor distances(List<Recollection.Pointer> pointers, int tokens) {
        if (distanceProjection.isEmpty()) {
            return Ops.full(slots.value(), 0, 1, tokens, WIDTH);
        }
        double[] distances =
                pointers.stream().mapToDouble(Recollection.Pointer::distance).toArray();
        int width = Math.toIntExact(absentPointer.shape()[1]);
        Tensor projected = distanceProjection.get().forward(SinePositions.line(width, distances)); // (n, M)
        return Ops.repeatInterleave(projected, tokens / distances.length, 0).unsqueeze(0); // (1, tokens, M)
    }

    /**
     * The memory of masks.
     *
     * @param maps of the frame without memory, (1, D, H, W) or (P, D, H, W)
     * @param logits (P, 1, h, w), 4H x 4W from the decoder
     * @param present whether each object is on the frame, (P, 1); all are, where empty
     * @return (P, M, H, W), float32
     */
    Tensor remember(Tensor maps, Tensor logits, Optional<Tensor> present, MaskMemory rule) {
        Tensor full = NeuralOps.resize(logits, Interpolation.BILINEAR, STRIDE * maps.size(2), STRIDE * maps.size(3));
        Tensor mask = rule == MaskMemory.BINARY ? Ops.cast(Ops.greater(full, 0), DType.FLOAT32) : Ops.sigmoid(full);
        Tensor stretched = Ops.add(Ops.mul(mask, MASK_SCALE), MASK_OFFSET); // (P, 1, 16 H, 16 W)
        Tensor memory = Ops.cast(encoder.forward(maps, stretched), DType.FLOAT32); // (P, M, H, W)
        if (present.isEmpty() || absentMemory.isEmpty()) {
            return memory;
        }
        Tensor shifted = Ops.add(memory, absentMemory.get().value().reshape(1, WIDTH, 1, 1));
        return Ops.where(present.get().unsqueeze(-1).unsqueeze(-1), memory, shifted);
    }

    /** The pointers to objects from the decoder's tokens (P, D), where they are present (P, 1) or it is empty: (P, D), float32. */
    Tensor pointer(Tensor tokens, Optional<Tensor> present) {
        Tensor pointers = Ops.cast(pointerProjection.forward(tokens), DType.FLOAT32); // (P, D)
        return present.map(p -> orAbsent(pointers, p)).orElse(pointers);
    }

    /** Pointers (P, D) where their objects are present (P, 1), and that of an absent object elsewhere. */
    Tensor orAbsent(Tensor pointers, Tensor present) {
        return Ops.where(present, pointers, absentPointer.value());
    }

    /** A mask (P, 1, 16 H, 16 W) as the mask prompt (P, 1, 4H, 4W) by which the decoder makes a pointer to it. */
    Tensor asPrompt(Tensor mask) {
        return Ops.cast(maskDownsample.forward(mask), DType.FLOAT32);
    }
}
