package org.samovar.model.sam2;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.samovar.nn.Conv2d;
import org.samovar.nn.Layer;
import org.samovar.nn.adapt.Additions;
import org.samovar.nn.adapt.Place;
import org.samovar.nn.adapt.Site;
import org.samovar.nn.adapt.Slot;
import org.samovar.tensor.NeuralOps;
import org.samovar.tensor.NeuralOps.Interpolation;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * Brings the stages to one width and adds the deepest to the one above it. The deepest map itself is not used further ({@code
 * scalp: 1}). Reference: {@code image_encoder.FpnNeck}. Prefix {@code image_encoder.neck}.
 */
final class FpnNeck extends Layer {
    private final List<Conv2d> convs = new ArrayList<>();
    private final List<Slot> afterMaps = new ArrayList<>();

    FpnNeck(Sam2Config config, Additions additions) {
        int levels = config.stages().size();
        for (int i = 0; i < levels; i++) { // convs.0 belongs to the deepest stage
            convs.add(
                    child("convs." + i + ".conv", Conv2d.pointwise(config.stageWidth(levels - 1 - i), config.width())));
        }
        for (int i = 0; i < levels - 1; i++) { // finest first
            afterMaps.add(additions.at(Place.of("image_encoder.neck", i, Site.AFTER_MAP, config.width())));
        }
    }

    /** Four maps, finest first, to three of the common width: strides 4, 8 and 16. */
    List<Tensor> forward(List<Tensor> maps) {
        Tensor deepest = lateral(maps, 3); // (B, D, S/32, S/32)
        Tensor third = lateral(maps, 2); // (B, D, S/16, S/16)
        Tensor up = NeuralOps.resize(deepest, Interpolation.NEAREST, third.size(2), third.size(3));
        List<Tensor> pyramid = List.of(lateral(maps, 0), lateral(maps, 1), Ops.add(third, up));
        return IntStream.range(0, pyramid.size())
                .mapToObj(i -> afterMaps.get(i).then(pyramid.get(i)))
                .toList();
    }

    private Tensor lateral(List<Tensor> maps, int level) {
        return convs.get(maps.size() - 1 - level).forward(maps.get(level));
    }
}
