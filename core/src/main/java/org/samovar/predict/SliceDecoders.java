package org.samovar.predict;

import java.util.LinkedHashMap;
import java.util.Map;
import org.samovar.geometry.ModelFrame;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;
import org.samovar.image.Mask;
import org.samovar.model.InputRule;
import org.samovar.model.PromptableNetwork;
import org.samovar.predict.EmbeddingCache.Lease;
import org.samovar.tensor.Scope;

/** The slices of a sequence before a network: the pixels of a few at a time, and embeddings in a cache. */
final class SliceDecoders {
    /** Slices whose pixels are kept: several objects visit one slice after each other. */
    private static final int KEPT = 4;

    private final PromptableNetwork network;
    private final SliceSequence slices;
    private final SessionSettings settings;
    private final EmbeddingCache cache;
    private final ZoomWindows windows;
    private final Map<Integer, WindowDecoder> latest = new LinkedHashMap<>(8, 0.75f, true);

    SliceDecoders(PromptableNetwork network, SliceSequence slices, SessionSettings settings, EmbeddingCache cache) {
        this.network = network;
        this.slices = slices;
        this.settings = settings;
        this.cache = cache;
        this.windows =
                new ZoomWindows(slices.stretch().square(), network.input().size());
    }

    WindowDecoder of(int slice) {
        WindowDecoder known = latest.get(slice);
        if (known != null) {
            return known;
        }
        WindowDecoder fresh = new WindowDecoder(network, slices.seen(slice), settings, cache);
        latest.put(slice, fresh);
        if (latest.size() > KEPT) {
            latest.remove(latest.keySet().iterator().next());
        }
        return fresh;
    }

    /** A session on a slice alone. */
    ImageSession session(int slice) {
        return ImageSession.of(of(slice), settings);
    }

    SessionSettings settings() {
        return settings;
    }

    /** Whether another slice can be encoded without others being forgotten. */
    boolean hasRoom() {
        return cache.hasRoom();
    }

    ZoomWindows windows() {
        return windows;
    }

    InputRule rule() {
        return network.input();
    }

    /** Size of a slice in square pixels. */
    Size size() {
        return slices.stretch().square();
    }

    int count() {
        return slices.count();
    }

    /** Cells along a side of the network's logits. */
    int gridSide() {
        return PromptBatch.gridSide(rule().size());
    }

    ModelFrame frame(Region window) {
        return new ModelFrame(window, rule().size(), rule().fit());
    }

    ModelFrame whole() {
        return frame(size().region());
    }

    /** The window that shows a mask well; the whole slice for an empty one. */
    Region around(Mask mask) {
        return mask.boundingBox()
                .map(box -> windows.around(box, ScaleSearch.AROUND_MASK))
                .orElse(size().region());
    }

    /** A mask as logits, as fine as they can be. */
    Logits logits(Mask mask) {
        return Logits.of(mask, frame(around(mask)), gridSide());
    }

    /** Encodes a whole slice unless the cache has it. */
    void encodeWhole(int slice) {
        try (Scope scope = settings.scope();
                Lease lease = of(slice).lease(whole())) {
            lease.features();
        }
    }
}
