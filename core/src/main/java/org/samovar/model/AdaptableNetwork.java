package org.samovar.model;

import java.util.List;
import org.samovar.tensor.Tensor;

/**
 * A network of the SAM family that methods build on: it shows the maps inside of its encoder, and its decoder takes tokens of theirs.
 * What is added inside of its layers is said when it is constructed ({@code org.samovar.nn.adapt}).
 */
public interface AdaptableNetwork extends PromptableNetwork {
    /**
     * Maps inside of the encoder.
     *
     * @param channels of the maps
     * @param stride input pixels along a side of a cell
     */
    record Level(int channels, int stride) {}

    /**
     * Encoded images.
     *
     * @param features what the decoder takes
     * @param levels a map (B, channels, S / stride, S / stride) for each of {@link #levels()}
     */
    record Encoded(ImageFeatures features, List<Tensor> levels) {
        public Encoded {
            levels = List.copyOf(levels);
        }
    }

    /** C, channels of the embedding and of tokens. */
    int width();

    /** Input pixels along a side of a cell of the embedding. */
    int stride();

    /** The maps of {@link Encoded}, finest first; those of one stride in the order of the encoder. */
    List<Level> levels();

    /**
     * Encodes images of any size that the network's cells and windows divide.
     *
     * @param pixels (B, 3, S, S), normalised by {@link #input()}
     */
    Encoded encodeLevels(Tensor pixels);

    /**
     * Decodes prompts together with tokens of a method, and chooses none of the masks.
     *
     * @param features of one image (shared by all prompts) or of as many images as there are prompts
     */
    DecodedMasks decode(ImageFeatures features, PromptTensors prompts, DecoderExtras extras);
}
