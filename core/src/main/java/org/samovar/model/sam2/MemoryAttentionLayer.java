package org.samovar.model.sam2;

import org.samovar.nn.Activation;
import org.samovar.nn.Layer;
import org.samovar.nn.LayerNorm;
import org.samovar.nn.Linear;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/** Self-attention, attention to the memories, and an MLP, each after a norm. Reference: {@code MemoryAttentionLayer}. */
final class MemoryAttentionLayer extends Layer {
    private final RotaryAttention selfAttention;
    private final RotaryAttention crossAttention;
    private final Linear expand;
    private final Linear contract;
    private final LayerNorm norm1;
    private final LayerNorm norm2;
    private final LayerNorm norm3;

    MemoryAttentionLayer(Sam2Config config) {
        int width = config.width();
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
     * @return (P, N, D)
     */
    Tensor forward(Tensor cells, MemoryTokens memories, RotaryPositions positions) {
        Tensor x = step(() -> attendToCells(cells, positions)); // (1 or P, N, D)
        Tensor y = step(() -> attendToMemories(x, memories, positions)); // (P, N, D)
        return Ops.add(y, contract.forward(expand.forward(norm3.forward(y), Activation.RELU)));
    }

    private Tensor attendToCells(Tensor x, RotaryPositions positions) {
        Tensor normed = norm1.forward(x);
        return Ops.add(x, selfAttention.forward(normed, normed, normed, positions, 0));
    }

    private Tensor attendToMemories(Tensor x, MemoryTokens memories, RotaryPositions positions) {
        Tensor found = crossAttention.forward(
                norm2.forward(x), memories.keys(), memories.values(), positions, memories.pointerTokens());
        return Ops.add(x, found); // (P, N, D)
    }
}
