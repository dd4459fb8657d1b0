package org.samovar.model.sam2;

import java.util.ArrayList;
import java.util.List;
import org.samovar.nn.Layer;
import org.samovar.nn.LayerNorm;
import org.samovar.nn.adapt.Additions;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * Lets the cells of a frame attend to each other and to memories (Ravi et al. 2024, section 4). Reference: {@code
 * modeling/memory_attention.py}. Prefix {@code memory_attention}.
 */
final class MemoryAttention extends Layer {
    private static final int LAYERS = 4;
    /** How much of the positions is added to the cells. */
    private static final double POSITION_SHARE = 0.1;

    private final List<MemoryAttentionLayer> layers = new ArrayList<>();
    private final LayerNorm norm;

    MemoryAttention(Sam2Config config, Additions additions) {
        for (int i = 0; i < LAYERS; i++) {
            layers.add(child("layers." + i, new MemoryAttentionLayer(config, i, additions)));
        }
        this.norm = child("norm", new LayerNorm(config.width()));
    }

    /**
     * Conditions maps on memories.
     *
     * @param maps (1, D, H, W), shared by all objects, or (P, D, H, W)
     * @param memories of P objects
     * @return (P, D, H, W)
     */
    Tensor forward(Tensor maps, MemoryTokens memories) {
        int d = maps.size(1);
        int h = maps.size(2);
        int w = maps.size(3);
        Tensor positioned = Ops.add(maps, Ops.mul(SinePositions.map(d, h, w), POSITION_SHARE));
        Tensor x = positioned.reshape(maps.size(0), d, (long) h * w).transpose(1, 2); // (1 or P, N, D)
        RotaryPositions positions = RotaryPositions.of(h, w, d);
        for (MemoryAttentionLayer layer : layers) {
            Tensor before = x;
            x = step(() -> layer.forward(before, memories, positions, h)); // (P, N, D)
        }
        return norm.forward(x).transpose(1, 2).reshape(-1, d, h, w);
    }
}
