package org.samovar.model;

import java.util.List;
import java.util.stream.Stream;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;

/**
 * What an image encoder makes of images.
 *
 * @param embedding (B, C, H, W), the input of the mask decoder
 * @param highResolution finer features for the decoder, finest first, (B, C', 4H, 4W) and (B, C'', 2H, 2W); empty for networks without
 */
public record ImageFeatures(Tensor embedding, List<Tensor> highResolution) {
    public ImageFeatures {
        highResolution = List.copyOf(highResolution);
    }

    /** Those of {@link #maps}. */
    public static ImageFeatures of(List<Tensor> maps) {
        return new ImageFeatures(maps.get(0), maps.subList(1, maps.size()));
    }

    /** The embedding, and the finer features after it. */
    public List<Tensor> maps() {
        return Stream.concat(Stream.of(embedding), highResolution.stream()).toList();
    }

    /** Number of images. */
    public int batch() {
        return embedding.size(0);
    }

    /** The features of one prompt each: image {@code images[p]} for prompt p; gradients pass. */
    public ImageFeatures forPrompts(Tensor images) {
        return new ImageFeatures(
                Ops.indexSelect(embedding, 0, images),
                highResolution.stream().map(f -> Ops.indexSelect(f, 0, images)).toList());
    }

    /** Hands all tensors to the scope around the given one. */
    public ImageFeatures keep(Scope scope) {
        scope.keep(embedding);
        highResolution.forEach(scope::keep);
        return this;
    }

    /** Lets another scope own all tensors. */
    public ImageFeatures moveTo(Scope owner) {
        owner.adopt(embedding);
        highResolution.forEach(owner::adopt);
        return this;
    }
}
