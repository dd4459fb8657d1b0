package org.samovar.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.samovar.train.augment.ClipCutter;
import org.samovar.train.augment.ClipSample;
import org.samovar.train.augment.Look;
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

    private final List<Weighted> slices;
    private final List<Weighted> stills;
    private final List<Weighted> heaps;
    private final double syntheticShare;
    private final SyntheticStacks synthetic = new SyntheticStacks(SYNTHETIC_SIZE);

    private ClipData(List<Weighted> slices, List<Weighted> stills, List<Weighted> heaps, double syntheticShare) {
        this.slices = slices;
        this.stills = stills;
        this.heaps = heaps;
        this.syntheticShare = syntheticShare;
    }

    /** All footage of datasets, in proportion to the square root of its number of images. */
    static ClipData of(List<TrainingData.ImageSet> sets, double syntheticShare) {
        List<Weighted> slices = new ArrayList<>();
        List<Weighted> stills = new ArrayList<>();
        List<Weighted> heaps = new ArrayList<>();
        for (TrainingData.ImageSet set : sets) {
            for (Slices volume : set.volumes()) {
                slices.add(new Weighted(volume, Math.sqrt(volume.count())));
            }
            double weight = Math.sqrt(set.images().size());
            stills.add(new Weighted(new StillImages(set.images()), weight));
            if (set.kind() != LabelKind.INSTANCES
                    && set.volumes().isEmpty()
                    && set.images().size() > 1) {
                heaps.add(new Weighted(new Heap(set.images()), weight));
            }
        }
        return new ClipData(slices, stills, heaps, syntheticShare);
    }

    /** Draws a kind of clips. */
    Shot.Kind kind(TrainConfig.Clips wanted, SplittableRandom random) {
        boolean heap = random.nextDouble() < wanted.heapShare();
        boolean onlyHeaps = syntheticShare == 0 && continuous(look(wanted)).isEmpty();
        return hasHeaps() && (heap || onlyHeaps) ? Shot.Kind.HEAP : Shot.Kind.CONTINUOUS;
    }

    private static Look look(TrainConfig.Clips wanted) {
        return wanted.look().orElse(Look.FOLLOWING);
    }

    /** Draws a clip of a kind. */
    ClipSample sample(Shot.Kind kind, TrainConfig.Clips wanted, int size, SplittableRandom random) {
        Look look = look(wanted);
        while (true) {
            Optional<ClipSample> clip = footage(kind, look, random)
                    .draw(wanted.frames(), random)
                    .flatMap(shot -> ClipCutter.cut(shot, look, size, random));
            if (clip.isPresent()) {
                return clip.get();
            }
        }
    }

    /** Whether there are heaps. */
    boolean hasHeaps() {
        return !heaps.isEmpty();
    }

    /** Whether there are frames after each other that were not drawn by the computer. */
    boolean hasContinuous(TrainConfig.Clips wanted) {
        return !continuous(look(wanted)).isEmpty();
    }

    /** Still images are of use where views move. */
    private List<Weighted> continuous(Look look) {
        List<Weighted> all = new ArrayList<>(slices);
        all.addAll(look.moves() ? stills : List.of());
        return all;
    }

    private Footage footage(Shot.Kind kind, Look look, SplittableRandom random) {
        if (kind == Shot.Kind.HEAP) {
            return choose(heaps, random);
        }
        List<Weighted> all = continuous(look);
        return all.isEmpty() || random.nextDouble() < syntheticShare ? synthetic::draw : choose(all, random);
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
