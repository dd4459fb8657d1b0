package org.samovar.fiji.model;

import java.util.List;
import org.samovar.catalog.LoadedModel;
import org.samovar.image.RgbImage;
import org.samovar.image.RunLengthMask;
import org.samovar.predict.Candidate;
import org.samovar.predict.Candidates;
import org.samovar.predict.EmbeddingCache;
import org.samovar.predict.ImageSession;
import org.samovar.predict.Progress;
import org.samovar.prompt.PromptSet;

/** A model of the catalog; it keeps what it has seen of the last images, so that the next prompt on them is quick. */
final class CatalogSegmenter implements Segmenter {
    private final LoadedModel model;
    private final EmbeddingCache seen;

    CatalogSegmenter(LoadedModel model) {
        this.model = model;
        this.seen = EmbeddingCache.inMemory(model.settings().memory());
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public String description() {
        return model.description() + " on " + model.device()
                + model.note().map(note -> ": " + note).orElse("");
    }

    @Override
    public List<Segmentation> segment(RgbImage image, List<PromptSet> objects, Progress progress) {
        try (ImageSession session = model.session(image, seen)) {
            return session.predictAll(objects, progress).stream()
                    .map(Candidates::chosen)
                    .map(CatalogSegmenter::segmentation)
                    .toList();
        }
    }

    private static Segmentation segmentation(Candidate candidate) {
        return new Segmentation(RunLengthMask.of(candidate.mask()), candidate.score());
    }

    @Override
    public List<Segmentation> everything(RgbImage image, int minimumArea, Progress progress) {
        return List.of();
    }

    @Override
    public void close() {
        seen.close();
        model.close();
    }
}
