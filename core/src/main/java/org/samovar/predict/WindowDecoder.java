package org.samovar.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.samovar.geometry.ModelFrame;
import org.samovar.geometry.Region;
import org.samovar.geometry.Size;
import org.samovar.image.RgbImage;
import org.samovar.model.ImageFeatures;
import org.samovar.model.InputRule;
import org.samovar.model.MaskOutput;
import org.samovar.model.MaskPrediction;
import org.samovar.model.PromptableNetwork;
import org.samovar.predict.EmbeddingCache.Lease;
import org.samovar.predict.EmbeddingCache.Place;
import org.samovar.tensor.Ops;
import org.samovar.tensor.Scope;
import org.samovar.tensor.Tensor;

/** Encodes windows of one image, through the cache, and decodes prompts in them. Stateless but for the cache. */
final class WindowDecoder {
    private final PromptableNetwork network;
    private final RgbImage image;
    private final SessionSettings settings;
    private final EmbeddingCache cache;
    private final String imageHash;

    WindowDecoder(PromptableNetwork network, RgbImage image, SessionSettings settings, EmbeddingCache cache) {
        this.network = network;
        this.image = image;
        this.settings = settings;
        this.cache = cache;
        this.imageHash = image.contentHash();
    }

    /** Of the image. */
    Size size() {
        return image.size();
    }

    InputRule rule() {
        return network.input();
    }

    ModelFrame frame(Region window) {
        return new ModelFrame(window, rule().size(), rule().fit());
    }

    /** Encodes the whole image unless the cache has it. */
    void encodeWhole() {
        try (Scope scope = settings.scope();
                Lease lease = lease(List.of(frame(image.size().region())))) {
            lease.features();
        }
    }

    /** The candidates of each item, in order; the windows of the items are encoded in one batch. */
    List<List<Candidate>> decode(List<PromptBatch.Item> items, MaskOutput output) {
        try (Scope scope = settings.scope();
                Lease lease = lease(items.stream().map(PromptBatch.Item::frame).toList())) {
            MaskPrediction prediction =
                    network.decode(lease.features(), PromptBatch.tensors(items, settings.style()), output);
            return candidates(items.stream().map(PromptBatch.Item::frame).toList(), prediction);
        }
    }

    /** The masks of a prediction, each list in the frame of its place. */
    List<List<Candidate>> candidates(List<ModelFrame> frames, MaskPrediction prediction) {
        int side = prediction.logits().size(-1);
        int masks = prediction.logits().size(1);
        float[] values = prediction.logits().toFloats();
        float[] scores = prediction.iou().toFloats();
        List<List<Candidate>> out = new ArrayList<>();
        for (int p = 0; p < frames.size(); p++) {
            List<Candidate> own = new ArrayList<>();
            for (int k = 0; k < masks; k++) {
                int n = p * masks + k;
                float[] cells = Arrays.copyOfRange(values, n * side * side, (n + 1) * side * side);
                Logits logits = new Logits(frames.get(p), side, cells);
                own.add(new Candidate(image.size(), rule(), logits, scores[n]));
            }
            out.add(own);
        }
        return out;
    }

    /** The features of a window, until the lease is closed; needs an open scope. */
    Lease lease(ModelFrame frame) {
        return lease(List.of(frame));
    }

    private Lease lease(List<ModelFrame> frames) {
        Region whole = image.size().region();
        boolean isWhole = frames.size() == 1 && frames.get(0).window().equals(whole);
        EmbeddingKey key = new EmbeddingKey(imageHash, cache.network(), frames, settings.precision());
        return cache.lease(key, isWhole ? Place.MEMORY_AND_DISK : Place.MEMORY, () -> encode(frames));
    }

    private ImageFeatures encode(List<ModelFrame> frames) {
        List<Tensor> pixels = new ArrayList<>();
        for (ModelFrame frame : frames) {
            pixels.add(new ImageFraming(rule(), frame).pixels(image));
        }
        return network.encode(pixels.size() == 1 ? pixels.get(0) : Ops.cat(pixels, 0));
    }
}
