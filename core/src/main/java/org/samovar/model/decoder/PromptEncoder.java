package org.samovar.model.decoder;

import java.util.ArrayList;
import java.util.List;
import org.samovar.model.PromptTensors;
import org.samovar.nn.Activation;
import org.samovar.nn.Bias;
import org.samovar.nn.ChannelNorm;
import org.samovar.nn.Conv2d;
import org.samovar.nn.Init;
import org.samovar.nn.Layer;
import org.samovar.nn.Parameter;
import org.samovar.tensor.NeuralOps.Convolution;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * Embeds points, boxes and masks (Kirillov et al. 2023, section 3 and appendix A; {@code PromptEncoder} of segment-anything and of
 * sam2). A point becomes the encoding of its position plus a learned vector of its kind, a box two such tokens for its corners,
 * a mask is brought to the grid of the image embedding by convolutions.
 */
public final class PromptEncoder extends Layer {
    /** Where the corners of a box stand among the tokens of a prompt. */
    public enum BoxCorners {
        /** After the points; without a box a padding point stands there (segment-anything). */
        AFTER_POINTS,
        /** Before the points, and a padding point always follows (sam2's image predictor). */
        BEFORE_POINTS
    }

    private static final int PADDING = -1;
    private static final int MASK_CHANNELS = 16;

    private final long channels;
    private final int stride;
    private final BoxCorners corners;
    private final PositionEncoding position;
    private final List<Parameter> kinds =
            new ArrayList<>(); // by label: background, foreground, first corner, second corner
    private final Parameter padding;
    private final Parameter noMask;
    private final Conv2d maskHalf;
    private final ChannelNorm maskHalfNorm;
    private final Conv2d maskQuarter;
    private final ChannelNorm maskQuarterNorm;
    private final Conv2d maskProjection;

    /**
     * @param channels C, of a token and of the image embedding
     * @param stride input pixels along a side of a cell of the image embedding
     * @param corners where box corners stand
     */
    public PromptEncoder(long channels, int stride, BoxCorners corners) {
        this.channels = channels;
        this.stride = stride;
        this.corners = corners;
        this.position = child("pe_layer", new PositionEncoding(channels));
        for (int i = 0; i < 4; i++) {
            kinds.add(learned("point_embeddings." + i + ".weight", Init.normal(1), 1, channels));
        }
        this.padding = learned("not_a_point_embed.weight", Init.normal(1), 1, channels);
        this.maskHalf = child("mask_downscaling.0", halving(1, MASK_CHANNELS / 4));
        this.maskHalfNorm = child("mask_downscaling.1", new ChannelNorm(MASK_CHANNELS / 4));
        this.maskQuarter = child("mask_downscaling.3", halving(MASK_CHANNELS / 4, MASK_CHANNELS));
        this.maskQuarterNorm = child("mask_downscaling.4", new ChannelNorm(MASK_CHANNELS));
        this.maskProjection = child("mask_downscaling.6", Conv2d.pointwise(MASK_CHANNELS, channels));
        this.noMask = learned("no_mask_embed.weight", Init.normal(1), 1, channels);
    }

    private static Conv2d halving(long in, long out) {
        return new Conv2d(in, out, 2, Convolution.strided(2, 0), Bias.WITH);
    }

    /** Embeds prompts for an image embedding of this height and width. */
    public PromptEmbedding forward(PromptTensors prompts, int height, int width) {
        return new PromptEmbedding(sparse(prompts, height, width), dense(prompts, height, width));
    }

    /** The position of each cell of the image embedding: (1, C, H, W). */
    public Tensor positions(int height, int width) {
        return position.grid(height, width);
    }

    private Tensor sparse(PromptTensors prompts, int height, int width) {
        List<Tensor> tokens = new ArrayList<>();
        prompts.points().ifPresent(p -> tokens.add(points(p, prompts.labels().orElseThrow(), height, width)));
        prompts.boxes()
                .ifPresent(
                        b -> tokens.add(corners == BoxCorners.AFTER_POINTS ? tokens.size() : 0, box(b, height, width)));
        if (tokens.isEmpty()) {
            return Ops.full(noMask.value(), 0, prompts.count(), 0, channels);
        }
        if (corners == BoxCorners.BEFORE_POINTS || prompts.boxes().isEmpty()) {
            tokens.add(padding.value().expand(prompts.count(), 1, channels));
        }
        return tokens.size() == 1 ? tokens.get(0) : Ops.cat(tokens, 1); // (P, T, C)
    }

    /** Points (P, N, 2) with labels (P, N) to (P, N, C). */
    private Tensor points(Tensor points, Tensor labels, int height, int width) {
        Tensor label = labels.unsqueeze(-1); // (P, N, 1)
        Tensor kind = kinds.get(0).value();
        for (int i = 1; i < kinds.size(); i++) {
            kind = Ops.where(Ops.equal(label, i), kinds.get(i).value(), kind); // (P, N, C)
        }
        Tensor token = Ops.add(encoded(points, height, width), kind);
        return Ops.where(Ops.equal(label, PADDING), padding.value(), token);
    }

    /** Boxes (P, 4) to the tokens of their corners (P, 2, C). */
    private Tensor box(Tensor boxes, int height, int width) {
        Tensor cornerKinds = Ops.cat(List.of(kinds.get(2).value(), kinds.get(3).value()), 0); // (2, C)
        return Ops.add(encoded(boxes.reshape(-1, 2, 2), height, width), cornerKinds);
    }

    /** The encoding of pixels' centres: (P, N, 2) to (P, N, C). */
    private Tensor encoded(Tensor pixels, int height, int width) {
        Tensor beside = noMask.value();
        Tensor sides = Ops.cat(
                List.of(Ops.full(beside, (double) width * stride, 1), Ops.full(beside, (double) height * stride, 1)),
                0);
        return position.at(Ops.div(Ops.add(pixels, 0.5), sides));
    }

    private Tensor dense(PromptTensors prompts, int height, int width) {
        if (prompts.masks().isEmpty()) {
            return noMask.value().reshape(1, channels, 1, 1);
        }
        Tensor masks = prompts.masks().get().check("A mask prompt", -1, 1, 4L * height, 4L * width); // (P, 1, 4H, 4W)
        Tensor half = Activation.GELU.apply(maskHalfNorm.forward(maskHalf.forward(masks))); // (P, 4, 2H, 2W)
        Tensor quarter = Activation.GELU.apply(maskQuarterNorm.forward(maskQuarter.forward(half))); // (P, 16, H, W)
        return maskProjection.forward(quarter); // (P, C, H, W)
    }
}
