package org.samovar.model.mobilesam;

import org.samovar.nn.Activation;
import org.samovar.nn.Layer;
import org.samovar.nn.LayerNorm;
import org.samovar.nn.Linear;
import org.samovar.nn.Windows;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/** Attention within windows, a convolution of each channel across their borders, and an MLP ({@code TinyViTBlock}). */
final class TinyVitBlock extends Layer {
    private static final int MLP_RATIO = 4;

    private final int window;
    private final OffsetAttention attention;
    private final ConvNorm localConvolution;
    private final LayerNorm norm;
    private final Linear expand;
    private final Linear contract;

    TinyVitBlock(long width, int heads, int window) {
        this.window = window;
        this.attention = child("attn", new OffsetAttention(width, heads, window));
        this.norm = child("mlp.norm", new LayerNorm(width));
        this.expand = child("mlp.fc1", new Linear(width, MLP_RATIO * width));
        this.contract = child("mlp.fc2", new Linear(MLP_RATIO * width, width));
        this.localConvolution = child("local_conv", ConvNorm.depthwise(width, 1));
    }

    /** (B, C, H, W) to the same. */
    Tensor forward(Tensor in) {
        Tensor cells = in.permute(0, 2, 3, 1); // (B, H, W, C)
        Windows windows = Windows.of(cells, window);
        Tensor attended = Ops.add(cells, windows.join(attention.forward(windows.cut(cells)))); // (B, H, W, C)
        Tensor local = localConvolution.forward(attended.permute(0, 3, 1, 2)); // (B, C, H, W)
        Tensor x = local.permute(0, 2, 3, 1); // (B, H, W, C)
        Tensor hidden = expand.forward(norm.forward(x), Activation.GELU); // (B, H, W, 4 C)
        return Ops.add(x, contract.forward(hidden)).permute(0, 3, 1, 2); // (B, C, H, W)
    }
}
