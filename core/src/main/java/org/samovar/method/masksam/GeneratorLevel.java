package org.samovar.method.masksam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.samovar.nn.Layer;
import org.samovar.nn.PerAxis;
import org.samovar.nn.unet.ConvolutionStack;
import org.samovar.nn.unet.UNetStage;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Tensor;

/**
 * A level of the prompt generator's decoder: the coarser level and maps of the image encoder are brought to its size, joined, and convolved
 * (figure 4 (b)).
 */
final class GeneratorLevel extends Layer {
    /** A map of the encoder, and how often it is doubled to get to the size of a level. */
    record Entry(int map, int channels, int doublings) {}

    private final Optional<Doubling> fromBelow;
    private final List<Entry> entries;
    private final List<List<Doubling>> paths = new ArrayList<>();
    private final ConvolutionStack convolutions;

    /**
     * @param below channels of the coarser level, absent for the coarsest
     * @param entries the maps that come in here
     * @param width its channels
     */
    GeneratorLevel(Optional<Integer> below, List<Entry> entries, int width, int count, PerAxis kernel) {
        this.fromBelow = below.map(channels -> child("from_below", new Doubling(channels, width)));
        this.entries = List.copyOf(entries);
        int in = below.isPresent() ? width : 0;
        for (Entry entry : entries) {
            List<Doubling> path = new ArrayList<>();
            for (int i = 0; i < entry.doublings; i++) {
                String key = "entries." + paths.size() + "." + i;
                path.add(child(key, new Doubling(i == 0 ? entry.channels : width, width)));
            }
            paths.add(path);
            in += path.isEmpty() ? entry.channels : width;
        }
        this.convolutions = child(
                "", new ConvolutionStack(in, count, new UNetStage(width, kernel, PerAxis.cube(1)), PerAxis.cube(1)));
    }

    /**
     * Its features.
     *
     * @param below the coarser level (B, C', D, h / 2, w / 2), absent for the coarsest
     * @param maps all maps of the encoder, (B, channels, D, h', w') each
     * @return (B, width, D, h, w)
     */
    Tensor forward(Optional<Tensor> below, List<Tensor> maps) {
        List<Tensor> joined = new ArrayList<>();
        below.ifPresent(b -> joined.add(fromBelow.orElseThrow().forward(b)));
        for (int i = 0; i < entries.size(); i++) {
            Tensor map = maps.get(entries.get(i).map);
            for (Doubling doubling : paths.get(i)) {
                map = doubling.forward(map);
            }
            joined.add(map);
        }
        return convolutions.forward(joined.size() == 1 ? joined.get(0) : Ops.cat(joined, 1));
    }
}
