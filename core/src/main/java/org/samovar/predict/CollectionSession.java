package org.samovar.predict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.samovar.geometry.ModelFrame;
import org.samovar.geometry.UserError;
import org.samovar.image.Mask;
import org.samovar.image.RgbImage;
import org.samovar.memory.Corrections;
import org.samovar.memory.Direction;
import org.samovar.memory.MemoryBank;
import org.samovar.memory.Tracker;
import org.samovar.model.PromptableNetwork;
import org.samovar.model.sam2.FrameResult;
import org.samovar.model.sam2.MaskMemory;
import org.samovar.model.sam2.Sam2;
import org.samovar.predict.CollectionSettings.Joining;
import org.samovar.predict.EmbeddingCache.Lease;
import org.samovar.prompt.PromptSet;
import org.samovar.tensor.Scope;

/**
 * An object on one image, or a few, and then a heap of others of any size and in any order: the one-prompt segmentation of MedSAM-2 (Zhu
 * et al. 2024, section 3.3).
 *
 * <pre>{@code
 * try (CollectionSession session = CollectionSession.open(network, CollectionSettings.published())) {
 *     Candidates example = session.prompt(1, first, PromptSet.of(new BoxPrompt(box)));
 *     session.segmentAll(others, listener, progress);
 * }
 * }</pre>
 *
 * <p>On an image with prompts the network answers as it does in an {@link ImageSession}, and the mask that counts is remembered as if the
 * user had drawn it, on the view of the whole image. Other images are seen as a whole, without a prompt, beside what is remembered; what
 * is found there is remembered too where the policy takes it. An object that is too small on the whole image is looked at once
 * more in a window around it; memories are of the whole image always.
 *
 * <p>A session counts the images that it remembers, and takes that for time where a policy asks for it. One thread works at a time, others
 * wait. It owns memories, and embeddings unless a cache is given, until it is closed.
 */
public final class CollectionSession implements AutoCloseable {
    private final PromptableNetwork network;
    private final CollectionSettings settings;
    private final Tracker tracker;
    private final EmbeddingCache cache;
    private final Optional<EmbeddingCache> ownCache;
    /** The number of the next image that is remembered. */
    private int next;

    private CollectionSession(
            PromptableNetwork network,
            CollectionSettings settings,
            EmbeddingCache cache,
            Optional<EmbeddingCache> ownCache) {
        if (!(network instanceof Sam2 sam2)) {
            throw new UserError(
                    "This model has no memory: it cannot find on other images what it was shown on one.",
                    "Take a model of the SAM 2 family.");
        }
        this.network = network;
        this.settings = settings;
        this.tracker = new Tracker(
                sam2.frameStep(), Integer.MAX_VALUE, settings.policy(), Corrections.PROMPTED, MaskMemory.BINARY);
        this.cache = cache;
        this.ownCache = ownCache;
    }

    /**
     * A session with its own embeddings.
     *
     * @throws UserError when the network has no memory
     */
    public static CollectionSession open(PromptableNetwork network, CollectionSettings settings) {
        EmbeddingCache cache = EmbeddingCache.inMemory(settings.image().memory());
        return new CollectionSession(network, settings, cache, Optional.of(cache));
    }

    /** A session whose embeddings belong to a cache, which serves other sessions of the same network and outlives them. */
    public static CollectionSession open(PromptableNetwork network, CollectionSettings settings, EmbeddingCache cache) {
        return new CollectionSession(network, settings, cache, Optional.empty());
    }

    /** The objects, in the order of their first prompts. */
    public synchronized List<Integer> objects() {
        return tracker.objects();
    }

    /** What is remembered of an object; empty for one that is unknown. */
    public synchronized MemoryBank bank(int object) {
        return tracker.bank(object);
    }

    /**
     * Segments an object by prompts and makes the image an example of it; a mask alone is taken as it is. For a correction, take {@link
     * ImageSession} and {@link #give}.
     *
     * @param object any number; an unknown one is new
     * @throws UserError when there is no prompt or one lies outside of the image
     */
    public synchronized Candidates prompt(int object, RgbImage image, PromptSet prompts) {
        ImageSession.requirePrompts(prompts, image.size());
        WindowDecoder decoder = decoder(image);
        Optional<Mask> drawn = prompts.prompts().size() == 1 ? prompts.mask() : Optional.empty();
        Candidates found = drawn.map(mask -> Candidates.ofBest(List.of(known(decoder, mask))))
                .orElseGet(() -> ImageSession.of(decoder, settings.image()).predict(prompts));
        remember(object, decoder, found.chosen().mask());
        return found;
    }

    /**
     * Makes an image an example of an object.
     *
     * @param mask of the image's size; empty where the object is not on it
     * @throws UserError when the mask is of another size
     */
    public synchronized void give(int object, RgbImage image, Mask mask) {
        if (!mask.size().equals(image.size())) {
            throw new UserError("The mask has " + mask.size() + " pixels, but the image has " + image.size() + ".");
        }
        remember(object, decoder(image), mask);
    }

    private static Candidate known(WindowDecoder decoder, Mask mask) {
        Logits logits = Logits.of(
                mask, whole(decoder), PromptBatch.gridSide(decoder.rule().size()));
        return Candidate.known(mask, PixelStretch.none(decoder.size()), decoder.rule(), logits);
    }

    private WindowDecoder decoder(RgbImage image) {
        return new WindowDecoder(network, image, settings.image(), cache);
    }

    private void remember(int object, WindowDecoder decoder, Mask mask) {
        ModelFrame frame = whole(decoder);
        try (Scope scope = settings.image().scope();
                Lease lease = decoder.lease(frame)) {
            tracker.prompt(object, next, lease.features(), MemoryAnswers.given(mask, frame));
            next++;
        }
    }

    private static ModelFrame whole(WindowDecoder decoder) {
        return decoder.frame(decoder.size().region());
    }

    /**
     * Finds all objects on an image without prompts.
     *
     * @return by object; an object that is not on the image has an empty mask, one of which nothing is remembered any more is left out
     * @throws UserError when there is no object, or the network's answer is not a number
     */
    public synchronized Map<Integer, Candidate> segment(RgbImage image) {
        if (tracker.objects().isEmpty()) {
            throw new UserError("There is no object to look for.", "Show it on one image first.");
        }
        WindowDecoder decoder = decoder(image);
        CloserLook closer = new CloserLook(decoder, settings.image().zoom());
        Map<Integer, Candidate> found = new LinkedHashMap<>();
        onWhole(decoder).forEach((object, candidate) -> found.put(object, closer.at(candidate)));
        return found;
    }

    private Map<Integer, Candidate> onWhole(WindowDecoder decoder) {
        ModelFrame frame = whole(decoder);
        try (Scope scope = settings.image().scope();
                Lease lease = decoder.lease(frame)) {
            Map<Integer, FrameResult> results = settings.joining() == Joining.POLICY
                    ? tracker.track(next, lease.features(), Direction.FORWARD)
                    : tracker.find(next, lease.features(), Direction.FORWARD);
            Map<Integer, Candidate> found = new LinkedHashMap<>();
            results.forEach((object, result) -> {
                if (Double.isNaN(result.objectScore().item())) {
                    throw new UserError("The model's answer on this image is not a number.");
                }
                found.put(object, MemoryAnswers.best(decoder, frame, result));
            });
            if (tracker.objects().stream()
                    .anyMatch(object -> tracker.bank(object).of(next).isPresent())) {
                next++;
            }
            return found;
        }
    }

    /**
     * Finds all objects on a heap of images, one after the other.
     *
     * @param images are read when their turn comes and not kept
     * @param listener an error of the user's that it throws is a failure of its image
     * @throws UserError when there is no object
     * @throws java.util.concurrent.CancellationException when cancelled, within one image; the listener has heard of all that were done
     */
    public void segmentAll(List<? extends Supplier<RgbImage>> images, CollectionListener listener, Progress progress) {
        if (objects().isEmpty()) {
            throw new UserError("There is no object to look for.", "Show it on one image first.");
        }
        for (int i = 0; i < images.size(); i++) {
            progress.step(i, images.size(), "segmenting images");
            try {
                RgbImage image = images.get(i).get();
                listener.onImage(i, image, segment(image));
            } catch (UserError e) {
                listener.onFailure(i, e);
            }
        }
        progress.step(images.size(), images.size(), "segmenting images");
    }

    /** Forgets an object with all its examples; the others stay as they are. */
    public synchronized void remove(int object) {
        tracker.remove(object);
    }

    /** Frees memories, and embeddings unless they belong to a cache that was given. */
    @Override
    public synchronized void close() {
        tracker.close();
        ownCache.ifPresent(EmbeddingCache::close);
    }
}
