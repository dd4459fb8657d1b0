package org.samovar.model.decoder;

import java.util.ArrayList;
import java.util.List;
import org.samovar.model.decoder.TwoWayBlock.Streams;
import org.samovar.nn.Layer;
import org.samovar.nn.LayerNorm;
import org.samovar.nn.adapt.Additions;
import org.samovar.nn.adapt.Place;
import org.samovar.nn.adapt.Site;
import org.samovar.nn.adapt.Slot;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/** Lets prompt tokens and image cells attend to each other (Kirillov et al. 2023, appendix A; {@code TwoWayTransformer}). */
public final class TwoWayTransformer extends Layer {
    /** The names of the two linear layers of a block's MLP in a file. */
    public enum MlpKeys {
        /** {@code mlp.lin1}, {@code mlp.lin2}: SAM and MobileSAM. */
        LIN("lin1", "lin2"),
        /** {@code mlp.layers.0}, {@code mlp.layers.1}: SAM 2. */
        LAYERS("layers.0", "layers.1");

        private final String first;
        private final String second;

        MlpKeys(String first, String second) {
            this.first = first;
            this.second = second;
        }

        String first() {
            return first;
        }

        String second() {
            return second;
        }
    }

    /**
     * The measures.
     *
     * @param depth number of blocks
     * @param width C, channels of tokens and image
     * @param heads Q
     * @param mlpWidth hidden channels of the MLPs
     * @param mlpKeys how a file names the MLPs' layers
     */
    public record Config(int depth, int width, int heads, long mlpWidth, MlpKeys mlpKeys) {
        /** Those of all published networks: 2 blocks, 256 channels, 8 heads, MLPs of 2048. */
        public static Config published(MlpKeys mlpKeys) {
            return new Config(2, 256, 8, 2048, mlpKeys);
        }

        /** Attention between tokens and image, at half the width. */
        ProjectedAttention crossAttention() {
            return new ProjectedAttention(width, width / 2, heads);
        }
    }

    /**
     * Tokens and image after the transformer.
     *
     * @param tokens (P, T, C)
     * @param image (P, C, H, W)
     */
    public record Output(Tensor tokens, Tensor image) {}

    private final List<TwoWayBlock> blocks = new ArrayList<>();
    private final ProjectedAttention finalTokensToImage;
    private final LayerNorm finalNorm;
    private final Slot afterFinalAttention;

    /** @param part its own prefix, by which additions know it */
    public TwoWayTransformer(Config config, String part, Additions additions) {
        for (int i = 0; i < config.depth(); i++) {
            blocks.add(child("layers." + i, new TwoWayBlock(config, part + ".layers", i, additions)));
        }
        this.afterFinalAttention = additions.at(Place.of(part, 0, Site.AFTER_FINAL_ATTENTION, config.width()));
        this.finalTokensToImage = child("final_attn_token_to_image", config.crossAttention());
        this.finalNorm = child("norm_final_attn", new LayerNorm(config.width()));
    }

    /**
     * Runs all blocks.
     *
     * @param image (P, C, H, W)
     * @param imagePositions (1, C, H, W)
     * @param tokens (P, T, C); they serve as their own positions in every block
     */
    public Output forward(Tensor image, Tensor imagePositions, Tensor tokens) {
        Tensor positions = cells(imagePositions); // (1, H W, C)
        Streams streams = new Streams(tokens, cells(image)); // (P, T, C), (P, H W, C)
        for (TwoWayBlock block : blocks) {
            streams = block.forward(streams, tokens, positions, image.size(2));
        }
        Tensor queries = Ops.add(streams.tokens(), tokens);
        Tensor keys = Ops.add(streams.image(), positions);
        Tensor attended = afterFinalAttention.then(finalTokensToImage.forward(queries, keys, streams.image()));
        Tensor out = finalNorm.forward(Ops.add(streams.tokens(), attended)); // (P, T, C)
        return new Output(out, streams.image().transpose(1, 2).reshape(image.shape())); // (P, C, H, W)
    }

    /** (P, C, H, W) to (P, H W, C). */
    private static Tensor cells(Tensor image) {
        return image.reshape(image.size(0), image.size(1), -1).transpose(1, 2);
    }
}
