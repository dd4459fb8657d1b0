package org.samovar.model.decoder;

import java.util.List;
import org.samovar.nn.Activation;
import org.samovar.nn.ChannelNorm;
import org.samovar.nn.ConvTranspose2d;
import org.samovar.nn.Layer;
import org.samovar.nn.adapt.Additions;
import org.samovar.nn.adapt.Place;
import org.samovar.nn.adapt.Site;
import org.samovar.nn.adapt.Slot;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * Brings the image embedding to four times its size, an eighth of its channels ({@code output_upscaling}). SAM 2 adds finer
 * features of the encoder on the way.
 */
public final class MaskUpscaling extends Layer {
    private final ConvTranspose2d first;
    private final ChannelNorm norm;
    private final ConvTranspose2d second;
    private final List<Slot> afterMaps;

    /**
     * @param width C, channels of the image embedding
     * @param part its own prefix, by which additions know it
     */
    public MaskUpscaling(int width, String part, Additions additions) {
        this.afterMaps = List.of(
                additions.at(Place.of(part, 0, Site.AFTER_MAP, width / 4)),
                additions.at(Place.of(part, 1, Site.AFTER_MAP, width / 8)));
        this.first = child("0", new ConvTranspose2d(width, width / 4, 2));
        this.norm = child("1", new ChannelNorm(width / 4));
        this.second = child("3", new ConvTranspose2d(width / 4, width / 8, 2));
    }

    /**
     * (P, C, H, W) to (P, C / 8, 4H, 4W).
     *
     * @param fine empty, or features to add, finest first: (P or 1, C / 8, 4H, 4W) and (P or 1, C / 4, 2H, 2W)
     */
    public Tensor forward(Tensor image, List<Tensor> fine) {
        Tensor half = plus(first.forward(image), fine, 1); // (P, C / 4, 2H, 2W)
        half = afterMaps.get(0).then(Activation.GELU.apply(norm.forward(half)));
        Tensor full = plus(second.forward(half), fine, 0); // (P, C / 8, 4H, 4W)
        return afterMaps.get(1).then(Activation.GELU.apply(full));
    }

    private static Tensor plus(Tensor x, List<Tensor> fine, int level) {
        return fine.isEmpty() ? x : Ops.add(x, fine.get(level));
    }
}
