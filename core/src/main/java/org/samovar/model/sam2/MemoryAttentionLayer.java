package org.samovar.model.sam2;

import java.util.Optional;
import org.samovar.nn.Activation;
import org.samovar.nn.Layer;
import org.samovar.nn.LayerNorm;
import org.samovar.nn.Linear;
import org.samovar.nn.adapt.Additions;
import org.samovar.nn.adapt.Place;
import org.samovar.nn.adapt.Site;
import org.samovar.nn.adapt.Slot;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/** Self-attention, attention to the memories, and an MLP, each after a norm. Reference: {@code MemoryAttentionLayer}. */
final class MemoryAttentionLayer extends Layer {
    /** The prefix of all layers. */
    private static final String PART = "memory_attention.layers";

    private final RotaryAttention selfAttention;
    private final RotaryAttention crossAttention;
    private final Linear expand;
    private final Linear contract;
    private final LayerNorm norm1;
    private final LayerNorm norm2;
    private final LayerNorm norm3;
    private final Slot afterAttention;
    private final Slot afterMemoryAttention;
    private final Slot besideMlp;

    MemoryAttentionLayer(Sam2Config config, int index, Additions additions) {
        int width = config.width();
        this.afterAttention = additions.at(Place.of(PART, index, Site.AFTER_ATTENTION, width));
        this.afterMemoryAttention = additions.at(Place.of(PART, index, Site.AFTER_MEMORY_ATTENTION, width));
        this.besideMlp = additions.at(Place.of(PART, index, Site.BESIDE_MLP, width));
        this.selfAttention = child("self_attn", new RotaryAttention(width, width));
        this.crossAttention = child("cross_attn_image", new RotaryAttention(width, VideoMemory.WIDTH));
        this.expand = child("linear1", new Linear(width, config.decoderMlp()));
        this.contract = child("linear2", new Linear(config.decoderMlp(), width));
        this.norm1 = child("norm1", new LayerNorm(width));
        this.norm2 = child("norm2", new LayerNorm(width));
        this.norm3 = child("norm3", new LayerNorm(width));
    }

    /**
     * Lets cells attend to each other and to the memories of P objects.
     *
     * @param cells (P, N, D), or (1, N, D) where they are the same for all objects still
     * @param height of the grid of cells
     * @return (P, N, D)
     */
    Tensor forward(Tensor cells, MemoryTokens memories, RotaryPositions positions, int height) {
        Tensor x = step(() -> attendToCells(cells, positions, height)); // (1 or P, N, D)
        Tensor y = step(() -> attendToMemories(x, memories, positions, height)); // (P, N, D)
        Tensor normed = norm3.forward(y);
        Tensor changed = contract.forward(expand.forward(normed, Activation.RELU)); // (P, N, D)
        return Ops.add(
                y,
                onGrid(besideMlp, normed, height)
                        .map(added -> Ops.add(changed, added))
                        .orElse(changed));
    }

    private Tensor attendToCells(Tensor x, RotaryPositions positions, int height) {
        Tensor normed = norm1.forward(x);
        Tensor found = selfAttention.forward(normed, normed, normed, positions, 0);
        return Ops.add(x, onGrid(afterAttention, found, height).orElse(found));
    }

    private Tensor attendToMemories(Tensor x, MemoryTokens memories, RotaryPositions positions, int height) {
        Tensor found = crossAttention.forward(
                norm2.forward(x), memories.keys(), memories.values(), positions, memories.pointerTokens());
        return Ops.add(x, onGrid(afterMemoryAttention, found, height).orElse(found)); // (P, N, D)
    }

    /** What an insert makes of cells (P, N, D), which it sees as a grid (P, H, W, D). */
    private static Optional<Tensor> onGrid(Slot slot, Tensor cells, int height) {
        return slot.of(cells.reshape(cells.size(0), height, -1, cells.size(2)))
                .map(grid -> grid.reshape(cells.shape()));
    }
}
