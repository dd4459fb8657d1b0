package org.samovar.model.sam2;

import org.samovar.nn.Activation;
import org.samovar.nn.Bias;
import org.samovar.nn.ChannelNorm;
import org.samovar.nn.Conv2d;
import org.samovar.nn.Init;
import org.samovar.nn.Layer;
import org.samovar.nn.LayerNorm;
import org.samovar.nn.Linear;
import org.samovar.nn.Mlp;
import org.samovar.tensor.NeuralOps.Convolution;

/**
 * The parameters of the video memory under their keys, so that files of videos bind strictly and are written whole. Images need
 * none of them but {@code no_mem_embed}, which {@link Sam2} holds itself.
 */
final class MemoryParameters {
    private static final int MEMORY_WIDTH = 64;
    private static final int ATTENTION_LAYERS = 4;
    private static final int ATTENTION_MLP = 2048;
    private static final int FUSER_LAYERS = 2;

    private MemoryParameters() {}

    /** {@code memory_attention}. */
    static final class Attention extends Layer {
        Attention(int width) {
            for (int i = 0; i < ATTENTION_LAYERS; i++) {
                String at = "layers." + i + ".";
                child(at + "self_attn", new Projections(width, width));
                child(at + "cross_attn_image", new Projections(width, MEMORY_WIDTH));
                child(at + "linear1", new Linear(width, ATTENTION_MLP));
                child(at + "linear2", new Linear(ATTENTION_MLP, width));
                child(at + "norm1", new LayerNorm(width));
                child(at + "norm2", new LayerNorm(width));
                child(at + "norm3", new LayerNorm(width));
            }
            child("norm", new LayerNorm(width));
        }
    }

    private static final class Projections extends Layer {
        Projections(int width, int keys) {
            child("q_proj", new Linear(width, width));
            child("k_proj", new Linear(keys, width));
            child("v_proj", new Linear(keys, width));
            child("out_proj", new Linear(width, width));
        }
    }

    /** {@code memory_encoder}. */
    static final class Encoder extends Layer {
        Encoder(int width) {
            String down = "mask_downsampler.encoder.";
            int in = 1;
            for (int i = 0; i < 4; i++) {
                int out = 4 * in;
                child(down + 3 * i, new Conv2d(in, out, 3, Convolution.strided(2, 1), Bias.WITH));
                child(down + (3 * i + 1), new ChannelNorm(out));
                in = out;
            }
            child(down + 12, Conv2d.pointwise(in, width));
            child("pix_feat_proj", Conv2d.pointwise(width, width));
            for (int i = 0; i < FUSER_LAYERS; i++) {
                child("fuser.layers." + i, new FuserBlock(width));
            }
            child("out_proj", Conv2d.pointwise(width, MEMORY_WIDTH));
        }
    }

    private static final class FuserBlock extends Layer {
        FuserBlock(int width) {
            learned("gamma", Init.constant(1e-6f), width);
            child("dwconv", new Conv2d(width, width, 7, Convolution.depthwise(width, 1, 3), Bias.WITH));
            child("norm", new ChannelNorm(width));
            child("pwconv1", new Linear(width, 4L * width));
            child("pwconv2", new Linear(4L * width, width));
        }
    }

    /** What stands at the top level of the file. */
    static final class Tokens extends Layer {
        Tokens(Sam2Config config) {
            int width = config.width();
            learned("maskmem_tpos_enc", Init.truncatedNormal(0.02), 7, 1, 1, MEMORY_WIDTH);
            learned("no_mem_pos_enc", Init.truncatedNormal(0.02), 1, 1, width);
            learned("no_obj_ptr", Init.truncatedNormal(0.02), 1, width);
            child("mask_downsample", new Conv2d(1, 1, 4, Convolution.strided(4, 0), Bias.WITH));
            child("obj_ptr_proj", new Mlp(width, width, width, 3, Activation.RELU));
            if (config.version() == Sam2Config.Version.SAM_2_1) {
                learned("no_obj_embed_spatial", Init.truncatedNormal(0.02), 1, MEMORY_WIDTH);
                child("obj_ptr_tpos_proj", new Linear(width, MEMORY_WIDTH));
            }
        }
    }
}
