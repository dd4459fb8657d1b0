package org.samovar.method.masksam;

import java.util.ArrayList;
import java.util.List;
import org.samovar.method.masksam.GeneratorLevel.Entry;
import org.samovar.model.AdaptableNetwork;
import org.samovar.model.AdaptableNetwork.Level;

/**
 * Where the maps of a backbone come into the prompt generator.
 *
 * @param entries for each level of the generator, the coarsest first; map 0 is the embedding, the others are the backbone's levels
 */
record GeneratorPlan(List<List<Entry>> entries) {
    /** @param finest input pixels of the backbone along a side of a pixel of the patch */
    static GeneratorPlan of(AdaptableNetwork backbone, int finest) {
        List<Level> maps = backbone.levels();
        int coarsest = backbone.stride();
        for (Level map : maps) {
            coarsest = Math.max(coarsest, map.stride());
        }
        List<List<Entry>> entries = new ArrayList<>();
        for (int stride = coarsest; stride >= finest; stride /= 2) {
            entries.add(new ArrayList<>());
        }
        int embeddingLevel = doublings(coarsest, backbone.stride());
        entries.get(embeddingLevel).add(new Entry(0, backbone.width(), 0));
        for (int i = maps.size() - 1; i >= 0; i--) {
            Level map = maps.get(i);
            int own = doublings(coarsest, map.stride());
            int shallower = (int) maps.subList(i + 1, maps.size()).stream()
                    .filter(deeper -> deeper.stride() == map.stride())
                    .count();
            int level = Math.min(own + shallower, entries.size() - 1);
            entries.get(level).add(new Entry(i + 1, map.channels(), level - own));
        }
        return new GeneratorPlan(entries);
    }

    private static int doublings(int from, int to) {
        return Integer.numberOfTrailingZeros(from / to);
    }
}
