package org.samovar.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.samovar.memory.MemoryEntry.Origin;
import org.samovar.model.sam2.Recollection;

/**
 * The self-sorting bank of MedSAM-2 (Zhu et al. 2024, section 3.2): it keeps memories that the network is sure of and that are unlike
 * each other, whenever they were made, and a frame attends to a sample of them in which those of similar images come more often.
 * Each of the three is a choice of its own, so that the paper's ablation (table 3) is four policies: {@link #ablation()}.
 *
 * <p>What the paper leaves open is decided here. Memories are compared by their features and images by their embeddings, as the
 * released code does. Memories of prompted frames are the last to go, as they alone are certain. A frame on which the network sees
 * no object has confidence 0, and one with a score or features that are no numbers is never remembered. Similarities below 0 count as
 * 0 where they are to be probabilities. Memories stand in the slot of prompted frames, the one position that SAM 2 learned for any
 * time, and pointers as far away as the frame before.
 *
 * @param capacity K, the most memories that are kept, and how many are drawn; 1 or more
 * @param confidence c_thresh on the network's estimate of the IoU, below which a frame without prompts is not remembered; nothing to
 *     remember all
 * @param retention which memories stay when there are more
 * @param resampling how the memories that a frame attends to are drawn
 * @param seed of the draw; the same seed, bank and image give the same draw
 */
public record SelfSortingPolicy(
        int capacity, OptionalDouble confidence, Retention retention, Resampling resampling, long seed)
        implements MemoryPolicy {
    /** As many maps as the published networks attend to; the paper does not say. */
    public static final int CAPACITY = Recollection.PROMPTED + 1;
    /** What counts as found elsewhere, too; the paper does not say. */
    public static final double CONFIDENCE = 0.5;

    private static final int RELEASED_CAPACITY = 16;
    /** In the released code as many memories are drawn as the batch has images: 4 in its instructions. */
    private static final int RELEASED_DRAWS = 4;
    /** By how much less sure of itself than the one that it replaces a memory may be in the released code. */
    private static final double RELEASED_MARGIN = 0.1;
    /** How far away a pointer seems where time has no meaning: one frame of the fifteen that pointers are kept for. */
    private static final double POINTER_DISTANCE = 1.0 / 15;

    /** Which memories stay. */
    public enum Retention {
        /** The newest, which in a pass are the nearest: first in, first out. */
        NEWEST,
        /** Those with the greatest total dissimilarity to all others (equations 2 and 3). */
        DISSIMILAR,
        /**
         * {@code func_2d/function.py} of the released code: of the two most alike, if the new memory fits in better, the older makes room
         * for it. Prompted frames have no privilege.
         */
        RELEASED
    }

    /** How the memories that a frame attends to are drawn. */
    public enum Resampling {
        /** Each once. */
        OFF,
        /** K draws with replacement, in proportion to the similarity to the frame's image (equations 4 and 5). */
        SIMILARITY,
        /** The released code: 4 draws by the softmax of the similarities; maps alone, without positions in time or pointers. */
        RELEASED
    }

    public SelfSortingPolicy {
        if (capacity < 1) {
            throw new IllegalArgumentException("A bank of " + capacity + " memories");
        }
    }

    /** The paper's rule. */
    public static SelfSortingPolicy published() {
        return base().with(OptionalDouble.of(CONFIDENCE))
                .with(Retention.DISSIMILAR)
                .with(Resampling.SIMILARITY);
    }

    /** The rule of the released code, with its sixteen memories. */
    public static SelfSortingPolicy released() {
        return new SelfSortingPolicy(
                RELEASED_CAPACITY, OptionalDouble.empty(), Retention.RELEASED, Resampling.RELEASED, 0);
    }

    /** None of the paper's three: a plain queue of the same capacity. */
    public static SelfSortingPolicy base() {
        return new SelfSortingPolicy(CAPACITY, OptionalDouble.empty(), Retention.NEWEST, Resampling.OFF, 0);
    }

    /** The rows of the paper's ablation: base, with confidence, with dissimilarity, with resampling. */
    public static List<SelfSortingPolicy> ablation() {
        SelfSortingPolicy sure = base().with(OptionalDouble.of(CONFIDENCE));
        SelfSortingPolicy diverse = sure.with(Retention.DISSIMILAR);
        return List.of(base(), sure, diverse, diverse.with(Resampling.SIMILARITY));
    }

    public SelfSortingPolicy withCapacity(int other) {
        return new SelfSortingPolicy(other, confidence, retention, resampling, seed);
    }

    public SelfSortingPolicy with(OptionalDouble otherConfidence) {
        return new SelfSortingPolicy(capacity, otherConfidence, retention, resampling, seed);
    }

    public SelfSortingPolicy with(Retention other) {
        return new SelfSortingPolicy(capacity, confidence, other, resampling, seed);
    }

    public SelfSortingPolicy with(Resampling other) {
        return new SelfSortingPolicy(capacity, confidence, retention, other, seed);
    }

    public SelfSortingPolicy withSeed(long other) {
        return new SelfSortingPolicy(capacity, confidence, retention, resampling, other);
    }

    @Override
    public boolean comparesFrames() {
        return true;
    }

    @Override
    public MemoryBank admit(MemoryBank bank, MemoryEntry entry) {
        if (!isSound(entry) || !isConfident(entry)) {
            return bank;
        }
        MemoryBank grown = bank.with(entry);
        if (grown.size() <= capacity) {
            return grown;
        }
        return switch (retention) {
            case NEWEST -> best(grown, Comparator.comparingInt(old -> Math.abs(old.frame() - entry.frame())));
            case DISSIMILAR -> best(
                    grown,
                    Comparator.comparingDouble((MemoryEntry old) -> dissimilarity(old, grown.entries()))
                            .reversed());
            case RELEASED -> replaced(bank, entry);
        };
    }

    private static boolean isSound(MemoryEntry entry) {
        return Double.isFinite(entry.objectScore())
                && Double.isFinite(entry.iou())
                && likeness(entry).isFinite();
    }

    private boolean isConfident(MemoryEntry entry) {
        return entry.origin() == Origin.PROMPTED
                || confidence.isEmpty()
                || entry.confidence() >= confidence.getAsDouble();
    }

    /** The first of a bank: prompted memories before others, then by the order given, then by frame. */
    private MemoryBank best(MemoryBank bank, Comparator<MemoryEntry> order) {
        Set<MemoryEntry> kept = new HashSet<>(bank.entries().stream()
                .sorted(Comparator.comparing(MemoryEntry::origin)
                        .thenComparing(order)
                        .thenComparingInt(MemoryEntry::frame))
                .limit(capacity)
                .toList());
        return bank.only(kept::contains);
    }

    /** D of equation 2. */
    private static double dissimilarity(MemoryEntry entry, Collection<MemoryEntry> all) {
        return all.stream()
                .filter(other -> other != entry)
                .mapToDouble(other -> 1 - similarity(entry, other))
                .sorted() // so that equal memories have exactly the same sum
                .sum();
    }

    private static MemoryBank replaced(MemoryBank bank, MemoryEntry entry) {
        List<MemoryEntry> all = bank.entries();
        MemoryEntry loner = all.stream()
                .min(Comparator.comparingDouble(old -> similarity(old, entry)))
                .orElseThrow();
        Optional<MemoryEntry> twin =
                all.stream().filter(old -> old != loner).max(Comparator.comparingDouble(old -> similarity(old, loner)));
        return twin.filter(old ->
                        similarity(entry, loner) < similarity(loner, old) && entry.iou() > old.iou() - RELEASED_MARGIN)
                .map(old -> bank.without(old.frame()).with(entry))
                .orElse(bank);
    }

    private static double similarity(MemoryEntry a, MemoryEntry b) {
        return likeness(a).memory().similarity(likeness(b).memory());
    }

    private static Likeness likeness(MemoryEntry entry) {
        return entry.likeness()
                .orElseThrow(() -> new IllegalArgumentException(
                        "The memory of frame " + entry.frame() + " was made without its likeness"));
    }

    @Override
    public Optional<Recollection> recall(MemoryBank bank, Moment moment) {
        boolean isFollowed = !bank.prompted().isEmpty() || (retention == Retention.RELEASED && bank.size() > 0);
        return isFollowed ? Optional.of(recollection(drawn(bank, moment))) : Optional.empty();
    }

    /** The memories that a frame attends to, by frame; one that was drawn more than once stands there as often. */
    List<MemoryEntry> drawn(MemoryBank bank, Moment moment) {
        List<MemoryEntry> all = new ArrayList<>(bank.entries());
        all.sort(Comparator.comparingInt(MemoryEntry::frame));
        if (all.isEmpty()) {
            return all; // none of the images was sure enough to be kept
        }
        return switch (resampling) {
            case OFF -> all;
            case SIMILARITY -> {
                double[] weights = similarities(all, moment);
                for (int i = 0; i < weights.length; i++) {
                    weights[i] = Math.max(0, weights[i]);
                }
                yield draw(all, weights, capacity, moment);
            }
            case RELEASED -> {
                double[] weights = similarities(all, moment);
                for (int i = 0; i < weights.length; i++) {
                    weights[i] = Math.exp(weights[i]);
                }
                yield draw(all, weights, RELEASED_DRAWS, moment);
            }
        };
    }

    /** To the image of the frame; all the same where it holds what is no number. */
    private static double[] similarities(List<MemoryEntry> all, Moment moment) {
        Fingerprint image = image(moment);
        return all.stream()
                .mapToDouble(entry -> image.isFinite() ? likeness(entry).image().similarity(image) : 1)
                .toArray();
    }

    private static Fingerprint image(Moment moment) {
        return moment.image()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Frame " + moment.frame() + " comes without the image that memories are compared with"));
    }

    private List<MemoryEntry> draw(List<MemoryEntry> all, double[] weights, int draws, Moment moment) {
        return new Lottery(weights, seed, image(moment).digest())
                .draw(draws).stream().map(all::get).toList();
    }

    private Recollection recollection(List<MemoryEntry> drawn) {
        // copies of one memory alone say no more than it does: attention to them is the same
        List<MemoryEntry> seen = drawn.stream().distinct().count() == 1 ? drawn.subList(0, 1) : drawn;
        if (resampling == Resampling.RELEASED) {
            return new Recollection(
                    seen.stream()
                            .map(entry -> new Recollection.Memory(entry.features(), Recollection.UNPLACED))
                            .toList(),
                    List.of());
        }
        return new Recollection(
                seen.stream()
                        .map(entry -> new Recollection.Memory(entry.features(), Recollection.PROMPTED))
                        .toList(),
                seen.stream()
                        .map(entry -> new Recollection.Pointer(entry.pointer(), POINTER_DISTANCE))
                        .toList());
    }
}
