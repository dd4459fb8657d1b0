package org.samovar.predict;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.samovar.geometry.UserError;
import org.samovar.image.LabelMap;
import org.samovar.image.Mask;
import org.samovar.image.RunLengthMask;
import org.samovar.model.PromptableNetwork;
import org.samovar.prompt.MaskPrompt;
import org.samovar.prompt.PromptSet;

/**
 * One volume or time series, prompts on any of its slices, and propagation between them.
 *
 * <pre>{@code
 * try (VolumeSession session = VolumeSession.open(network, slices, VolumeSettings.published())) {
 *     session.prompt(1, 40, PromptSet.of(new BoxPrompt(box)));
 *     session.propagate(SliceRange.all(slices), listener, progress);
 *     session.prompt(1, 60, PromptSet.of(PointPrompt.negative(80, 33))); // a correction
 *     session.propagate(SliceRange.all(slices), listener, progress);      // slices 41 and on
 * }
 * }</pre>
 *
 * <p>Objects are followed away from each prompted slice in both directions. Between two prompted slices each slice is reached from the
 * nearer one, the one in the middle from above; so a prompt changes what lies between the prompted slices next to it, and nothing
 * beyond them. Upwards comes before downwards, and what was found on the way up is remembered on the way down.
 *
 * <p>One thread works at a time, others wait; masks may be read by any thread at any time. The session owns embeddings (unless a cache is
 * given) and memories until it is closed; masks stay in Java's memory as run lengths, pixels do not stay.
 */
public final class VolumeSession implements AutoCloseable {
    private final SliceSequence slices;
    private final VolumeSettings settings;
    private final SliceDecoders decoders;
    private final SliceFinder finder;
    private final Optional<EmbeddingCache> ownCache;
    private final RunLengthMask nothing;
    private final ReentrantLock work = new ReentrantLock(true);
    private final EncodeAhead ahead;
    /** In the order of their first prompts; replaced as a whole, as other threads read it. */
    private volatile Map<Integer, VolumeObject> objects = Map.of();

    private VolumeSession(
            PromptableNetwork network,
            SliceSequence slices,
            VolumeSettings settings,
            EmbeddingCache cache,
            Optional<EmbeddingCache> ownCache) {
        this.slices = slices;
        this.settings = settings;
        this.decoders = new SliceDecoders(network, slices, settings.image(), cache);
        this.finder = SliceFinders.of(settings.propagation(), network, decoders, this::square, this::prompted);
        this.ownCache = ownCache;
        this.nothing = RunLengthMask.of(Mask.empty(slices.size()));
        this.ahead = new EncodeAhead(decoders, work);
    }

    /**
     * A session with its own embeddings.
     *
     * @throws UserError when objects are to be followed by memory, and the network has none
     */
    public static VolumeSession open(PromptableNetwork network, SliceSequence slices, VolumeSettings settings) {
        EmbeddingCache cache = EmbeddingCache.inMemory(settings.image().memory());
        return new VolumeSession(network, slices, settings, cache, Optional.of(cache));
    }

    /** A session whose embeddings belong to a cache, which serves other sessions of the same network and outlives them. */
    public static VolumeSession open(
            PromptableNetwork network, SliceSequence slices, VolumeSettings settings, EmbeddingCache cache) {
        return new VolumeSession(network, slices, settings, cache, Optional.empty());
    }

    public SliceSequence slices() {
        return slices;
    }

    /** The objects, in the order of their first prompts. */
    public List<Integer> objects() {
        return List.copyOf(objects.keySet());
    }

    /** The slices on which an object has prompts or a given mask; none for one that is unknown. */
    public NavigableSet<Integer> prompted(int object) {
        VolumeObject known = objects.get(object);
        return known == null ? new TreeSet<>() : new TreeSet<>(known.prompted().keySet());
    }

    /**
     * Segments an object on a slice by all its prompts there, which take the place of those that it had. Where they are those it had and one
     * more, they correct the mask that those gave; on a slice where the object was found from others, the mask that was found. A mask alone
     * is taken as it is, see {@link #give}.
     *
     * @param object its label, 1 or greater; an unknown one is new
     * @param slice from 0
     * @param prompts in voxels of the slice, at least one
     * @return the masks that the network proposes, in voxels; the chosen one counts, until {@link #give} gives another
     * @throws UserError when there is no such slice or no prompt, or one lies outside
     */
    public Candidates prompt(int object, int slice, PromptSet prompts) {
        slices.requireSlice(slice);
        ImageSession.requirePrompts(prompts, slices.size());
        if (prompts.prompts().size() == 1 && prompts.mask().isPresent()) {
            return Candidates.ofBest(
                    List.of(give(object, slice, prompts, prompts.mask().get())));
        }
        work.lock();
        try {
            VolumeObject known = known(object);
            boolean isFirst = !known.prompted().containsKey(slice);
            Optional<Logits> earlier = isFirst ? found(known, slice) : known.corrected(slice, prompts);
            Candidates found = finder.prompt(object, slice, slices.stretch().toSquare(prompts), earlier)
                    .map(candidate -> candidate.stretchedBy(slices.stretch()));
            if (isFirst) {
                earlier.ifPresent(logits -> known.startsFrom(slice, logits));
            }
            Candidate chosen = found.chosen();
            answered(known, slice, prompts, chosen.mask(), chosen.logits());
            return found;
        } finally {
            work.unlock();
        }
    }

    /**
     * Says what an object is on a slice, as if by prompts.
     *
     * @param mask of the slice's size; empty where the object is not on it
     * @throws UserError when there is no such slice, or the mask is of another size
     */
    public void give(int object, int slice, Mask mask) {
        slices.requireSlice(slice);
        if (!mask.isEmpty()) {
            new MaskPrompt(mask).requireFits(slices.size());
        }
        give(object, slice, PromptSet.of(new MaskPrompt(mask)), mask);
    }

    private Candidate give(int object, int slice, PromptSet prompts, Mask mask) {
        work.lock();
        try {
            Mask seen = slices.stretch().toSquare(mask);
            Logits logits = decoders.logits(seen);
            finder.give(object, slice, seen);
            answered(known(object), slice, prompts, mask, logits);
            return Candidate.known(mask, slices.stretch(), decoders.rule(), logits);
        } finally {
            work.unlock();
        }
    }

    private VolumeObject known(int object) {
        if (object < 1) {
            throw new IllegalArgumentException("object " + object);
        }
        VolumeObject known = objects.get(object);
        return known == null ? new VolumeObject(object, slices.count()) : known;
    }

    /** The mask that was found on a slice. */
    private Optional<Logits> found(VolumeObject object, int slice) {
        return object.mask(slice)
                .filter(mask -> !mask.isEmpty())
                .map(mask -> decoders.logits(slices.stretch().toSquare(mask.toMask())));
    }

    private void answered(VolumeObject object, int slice, PromptSet prompts, Mask mask, Logits logits) {
        outdate(object, slice);
        object.answered(slice, prompts, logits);
        object.found(slice, RunLengthMask.of(mask));
        if (!objects.containsKey(object.id())) {
            Map<Integer, VolumeObject> all = new LinkedHashMap<>(objects);
            all.put(object.id(), object);
            objects = all;
        }
    }

    private void outdate(VolumeObject object, int slice) {
        SliceRange dependent = object.between(slice);
        object.outdate(dependent);
        finder.forgetTracked(object.id(), dependent.first(), dependent.last());
    }

    /** Takes the prompts of an object on a slice back; an object without any is removed. */
    public void forgetPrompts(int object, int slice) {
        work.lock();
        try {
            VolumeObject known = objects.get(object);
            if (known != null && known.prompted().containsKey(slice)) {
                known.forgetPrompts(slice);
                finder.forgetPrompts(object, slice);
                outdate(known, slice);
                if (known.prompted().isEmpty()) {
                    remove(object);
                }
            }
        } finally {
            work.unlock();
        }
    }

    /** Removes an object with its prompts and masks; the others stay as they are. */
    public void remove(int object) {
        work.lock();
        try {
            Map<Integer, VolumeObject> all = new LinkedHashMap<>(objects);
            all.remove(object);
            objects = all;
            finder.remove(object);
        } finally {
            work.unlock();
        }
    }

    /**
     * Follows all objects from their prompted slices. Only slices that prompts concern which came since are visited, and those that were not
     * reached before; all others keep their masks bit for bit.
     *
     * @param range where objects are to be followed; what lies between a prompted slice and the range is found as well
     * @param listener hears of each slice that is found, upwards first
     * @throws UserError when there are no objects or the range has slices that there are not
     * @throws java.util.concurrent.CancellationException when cancelled, within one slice; what was found stays, and a later call goes on
     *     from there
     */
    public void propagate(SliceRange range, SliceListener listener, Progress progress) {
        slices.requireSlice(range.last());
        work.lock();
        try {
            if (objects.isEmpty()) {
                throw new UserError("There is no object to follow.", "Give it a prompt on one slice first.");
            }
            new Sweep(List.copyOf(objects.values()), finder, settings, slices.stretch(), nothing)
                    .run(range, listener, progress);
        } finally {
            work.unlock();
        }
    }

    /** The mask of an object in voxels, as it was found last; none where it was not looked for yet. */
    public Optional<RunLengthMask> mask(int object, int slice) {
        return Optional.ofNullable(objects.get(object)).flatMap(known -> known.mask(slice));
    }

    /** The mask in square pixels. */
    private Optional<Mask> square(int object, int slice) {
        return mask(object, slice).map(mask -> slices.stretch().toSquare(mask.toMask()));
    }

    /** The objects on a slice as labels; where they overlap the one that was prompted first later has the voxel. */
    public LabelMap labels(int slice) {
        slices.requireSlice(slice);
        int[] labels = new int[slices.size().pixels()];
        objects.values().forEach(object -> object.mask(slice)
                .ifPresent(mask -> mask.forEachRun((from, to) -> Arrays.fill(labels, from, to, object.id()))));
        return LabelMap.of(slices.size().width(), slices.size().height(), labels);
    }

    /** The labels of all slices, each made anew whenever it is taken from the list; for {@link SliceSequence#place}. */
    public List<LabelMap> labels() {
        return new AbstractList<>() {
            @Override
            public LabelMap get(int slice) {
                return labels(slice);
            }

            @Override
            public int size() {
                return slices.count();
            }
        };
    }

    /** Encodes a slice now rather than with its first prompt; nothing to do where prompts always zoom. */
    public void prepare(int slice) {
        slices.requireSlice(slice);
        work.lock();
        try {
            decoders.session(slice).prepare();
        } finally {
            work.unlock();
        }
    }

    /**
     * Encodes slices in the background while the user looks at one: that one first, then those nearest to it, until all are encoded, the
     * memory for embeddings is full, or the session is closed. Other work waits for one slice at most. Nothing to do where prompts always
     * zoom.
     */
    public void encodeAhead(int slice) {
        slices.requireSlice(slice);
        if (settings.image().zoom() != Zoom.ALWAYS) {
            ahead.towards(slice);
        }
    }

    /** Frees memories, and embeddings unless they belong to a cache that was given. */
    @Override
    public void close() {
        ahead.close();
        work.lock();
        try {
            finder.close();
            ownCache.ifPresent(EmbeddingCache::close);
        } finally {
            work.unlock();
        }
    }
}
