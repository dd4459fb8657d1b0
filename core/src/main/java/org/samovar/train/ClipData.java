package org.samovar.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.samovar.train.augment.ClipCutter;
import org.samovar.train.augment.ClipSample;
import org.samovar.train.augment.Shot;
import org.samovar.train.data.LabelKind;
import org.samovar.train.footage.Footage;
import org.samovar.train.footage.Heap;
import org.samovar.train.footage.Slices;
import org.samovar.train.footage.StillImages;
import org.samovar.train.synthetic.SyntheticStacks;

/** Cuts clips out of datasets and synthetic stacks. Safe for several threads. */
final class ClipData {
    /** Synthetic slices are drawn larger than views. */
    private static final int SYNTHETIC_SIZE = 176;

    /** Footage that is drawn in proportion to its weight. */
    private record Weighted(Footage footage, double weight) {}

    private final List<Weighted> continuous;
    private final List<Weighted> heaps;
    private final double syntheticShare;
    private final SyntheticStacks synthetic = new SyntheticStacks(SYNTHETIC_SIZE);

    private ClipData(List<Weighted> continuous, List<Weighted> heaps, double syntheticShare) {
        this.continuous = continuous;
        this.heaps = heaps;
        this.syntheticShare = continuous.isEmpty() ? 1 : syntheticShare;
    }

    /** All footage of datasets, in proportion to the square root of its number of images. */
    static ClipData of(List<TrainingData.ImageSet> sets, double syntheticShare) {
        List<Weighted> continuous = new ArrayList<>();
        List<Weighted> heaps = new ArrayList<>();
        for (TrainingData.ImageSet set : sets) {
            for (Slices volume : set.volumes()) {
                continuous.add(new Weighted(volume, Math.sqrt(volume.count())));
            }
            double weight = Math.sqrt(set.images().size());
            continuous.add(new Weighted(new StillImages(set.images()), weight));
            if (set.kind() != LabelKind.INSTANCES
                    && set.volumes().isEmpty()
                    && set.images().size() > 1) {
                heaps.add(new Weighted(new Heap(set.images()), weight));
            }
        }
        return new ClipData(continuous, heaps, syntheticShare);
    }

    /** Draws a clip of a kind. */
    ClipSample sample(Shot.Kind kind, int frames, int size, SplittableRandom random) {
        while (true) {
            Optional<ClipSample> clip =
                    footage(kind, random).draw(frames, random).flatMap(shot -> ClipCutter.cut(shot, size, random));
            if (clip.isPresent()) {
                return clip.get();
            }
        }
    }

    /** Whether there are heaps. */
    boolean hasHeaps() {
        return !heaps.isEmpty();
    }

    private Footage footage(Shot.Kind kind, SplittableRandom random) {
        if (kind == Shot.Kind.HEAP) {
            return choose(heaps, random);
        }
        return random.nextDouble() < syntheticShare ? synthetic::draw : choose(continuous, random);
    }

    private static Footage choose(List<Weighted> all, SplittableRandom random) {
        double left =
                random.nextDouble() * all.stream().mapToDouble(Weighted::weight).sum();
        for (Weighted one : all) {
            left -= one.weight;
            if (left < 0) {
                return one.footage;
            }
        }
        return all.get(all.size() - 1).footage;
    }
}
