package org.samovar.fiji.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.samovar.catalog.LoadedModel;
import org.samovar.catalog.Models;
import org.samovar.geometry.Axis;
import org.samovar.geometry.UserError;
import org.samovar.image.RgbImage;
import org.samovar.image.RunLengthMask;
import org.samovar.predict.Candidate;
import org.samovar.predict.Candidates;
import org.samovar.predict.CollectionListener;
import org.samovar.predict.CollectionSession;
import org.samovar.predict.CollectionSettings;
import org.samovar.predict.EmbeddingCache;
import org.samovar.predict.ImageSession;
import org.samovar.predict.Progress;
import org.samovar.predict.SliceRange;
import org.samovar.predict.SliceSequence;
import org.samovar.predict.VolumeSession;
import org.samovar.predict.VolumeSettings;
import org.samovar.prompt.PromptSet;
import org.samovar.tensor.DeviceChoice;
import org.samovar.tensor.Precision;

/** A model of the catalog; it keeps what it has seen of the last images, so that the next prompt on them is quick. */
final class CatalogSegmenter implements Segmenter {
    private static final int LOOKS = 4;

    private final LoadedModel model;
    private final EmbeddingCache seen;
    /** By the very image, for the slices between which a user goes to and fro. */
    private final Map<RgbImage, PromptedImage> looks = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<RgbImage, PromptedImage> eldest) {
            return size() > LOOKS;
        }
    };

    private CatalogSegmenter(LoadedModel model) {
        this.model = model;
        this.seen = EmbeddingCache.inMemory(model.settings().memory());
    }

    /** Opens a model on the fastest device that works. */
    static CatalogSegmenter open(String name) {
        return new CatalogSegmenter(Models.open(name, DeviceChoice.AUTO, Precision.FLOAT32));
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
                    .map(CatalogImage::segmentation)
                    .toList();
        }
    }

    @Override
    public PromptedImage look(RgbImage image) {
        return looks.computeIfAbsent(image, one -> new CatalogImage(model.session(one, seen)));
    }

    @Override
    public void forget() {
        looks.clear();
        seen.clear();
    }

    @Override
    public List<Segmentation> everything(
            RgbImage image, int minimumArea, Optional<Double> leastScore, Progress progress) {
        return model.everything(leastScore).segment(image, progress).segments().stream()
                .filter(segment -> segment.mask().area() >= minimumArea)
                .map(segment -> new Segmentation(segment.mask(), segment.score()))
                .toList();
    }

    @Override
    public List<Segmentation> instances(RgbImage image, int minimumArea, Progress progress) {
        return model.requireInstances().masks(image, progress).stream()
                .filter(mask -> mask.area() >= minimumArea)
                .map(mask -> new Segmentation(mask, 1))
                .toList();
    }

    @Override
    public void follow(
            SliceSequence slices,
            Axis axis,
            List<SlicePrompts> prompts,
            SliceRange range,
            SliceMasks listener,
            Progress progress) {
        VolumeSettings suited = model.volumeSettings();
        VolumeSettings settings = axis == Axis.T ? suited.inTime() : suited;
        try (VolumeSession session = model.session(slices, settings, seen)) {
            for (SlicePrompts said : prompts) {
                Candidate found = session.prompt(said.object(), said.slice(), said.prompts())
                        .chosen();
                listener.found(said.slice(), Map.of(said.object(), RunLengthMask.of(found.mask())));
            }
            session.propagate(range, (slice, found) -> listener.found(slice, masks(found)), progress);
        }
    }

    @Override
    public void collect(
            List<PromptSet> objects, List<Supplier<RgbImage>> images, HeapMasks listener, Progress progress) {
        CollectionSettings settings = CollectionSettings.of(model.settings());
        try (CollectionSession session = CollectionSession.open(model.network(), settings, seen)) {
            RgbImage example = images.get(0).get();
            Map<Integer, Candidate> found = new LinkedHashMap<>();
            for (PromptSet prompts : objects) {
                int object = found.size() + 1;
                found.put(object, session.prompt(object, example, prompts).chosen());
            }
            listener.found(0, masks(found));
            session.segmentAll(images.subList(1, images.size()), new Heap(listener), progress);
        }
    }

    /** Passes on what is found on the images behind the first one. */
    private record Heap(HeapMasks listener) implements CollectionListener {
        @Override
        public void onImage(int index, RgbImage image, Map<Integer, Candidate> found) {
            listener.found(index + 1, masks(found));
        }

        @Override
        public void onFailure(int index, UserError why) {
            listener.failed(index + 1, why);
        }
    }

    private static Map<Integer, RunLengthMask> masks(Map<Integer, Candidate> found) {
        return found.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, e -> RunLengthMask.of(e.getValue().mask())));
    }

    @Override
    public void close() {
        seen.close();
        model.close();
    }
}
