package org.samovar.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.samovar.train.augment.Shot;

/**
 * What the user does on the frames of a clip.
 *
 * @param prompted by frame, the first one always among them, what it is prompted by; these frames come first, and are seen alone
 * @param corrected frames on which clicks correct what was found
 * @param clicks after each other on each of those
 */
record ClipPlan(NavigableMap<Integer, Start> prompted, Set<Integer> corrected, int clicks) {
    /** The first prompt on a frame. */
    enum Start {
        MASK,
        CLICK,
        BOX
    }

    /** Share of clips that begin with a mask; of the others every second prompt is a box (SAM 2, appendix D.2.2; MedSAM-2, section 4.3). */
    private static final double MASK_SHARE = 0.5;

    ClipPlan {
        prompted = Collections.unmodifiableNavigableMap(new TreeMap<>(prompted));
        corrected = Set.copyOf(corrected);
    }

    /** A random plan for clips of a kind and length. */
    static ClipPlan of(TrainConfig.Clips clips, Shot.Kind kind, int frames, SplittableRandom random) {
        return clips.interaction()
                .map(how -> interactive(how, kind, frames, random))
                .orElseGet(() -> plain(clips, kind, frames, random));
    }

    /** One prompted frame, and corrections here and there on the others. */
    private static ClipPlan plain(TrainConfig.Clips clips, Shot.Kind kind, int frames, SplittableRandom random) {
        boolean masks = kind == Shot.Kind.HEAP || random.nextDouble() < MASK_SHARE;
        NavigableMap<Integer, Start> prompted = new TreeMap<>();
        prompted.put(0, masks ? Start.MASK : clickOrBox(random));
        Set<Integer> corrected = new HashSet<>();
        for (int frame = 1; frame < frames; frame++) {
            if (random.nextDouble() < clips.correctShare()) {
                corrected.add(frame);
            }
        }
        return new ClipPlan(prompted, corrected, 1);
    }

    /** As MedSAM-2 and SAM 2: clips that begin with masks are not corrected. */
    private static ClipPlan interactive(
            TrainConfig.Interaction how, Shot.Kind kind, int frames, SplittableRandom random) {
        boolean masks = random.nextDouble() < MASK_SHARE;
        double share = kind == Shot.Kind.HEAP ? how.imageShare() : how.sliceShare();
        NavigableMap<Integer, Start> prompted = new TreeMap<>();
        for (int frame = 0; frame < frames; frame++) {
            if (frame == 0 || random.nextDouble() < share) {
                prompted.put(frame, masks ? Start.MASK : clickOrBox(random));
            }
        }
        if (prompted.size() == frames) {
            prompted.pollLastEntry(); // one is to be found
        }
        Set<Integer> corrected = masks || how.corrected() == 0 ? Set.of() : corrected(how, frames, random);
        return new ClipPlan(prompted, corrected, how.clicks());
    }

    /** The first frame and some others. */
    private static Set<Integer> corrected(TrainConfig.Interaction how, int frames, SplittableRandom random) {
        int count = 1 + random.nextInt(Math.min(how.corrected(), frames));
        List<Integer> rest = new ArrayList<>(IntStream.range(1, frames).boxed().toList());
        Set<Integer> corrected = new HashSet<>(Set.of(0));
        while (corrected.size() < count) {
            corrected.add(rest.remove(random.nextInt(rest.size())));
        }
        return corrected;
    }

    private static Start clickOrBox(SplittableRandom random) {
        return random.nextBoolean() ? Start.BOX : Start.CLICK;
    }
}
