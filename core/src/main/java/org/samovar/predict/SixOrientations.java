package org.samovar.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Size;
import org.samovar.geometry.UserError;
import org.samovar.image.IntensityRule;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.Mask;
import org.samovar.image.RunLengthMask;
import org.samovar.image.Volume;
import org.samovar.model.PromptableNetwork;
import org.samovar.prompt.BoxPrompt;
import org.samovar.prompt.PromptSet;

/**
 * Segments objects of a volume six times, along each of its axes in either order, and puts the six results together (paper 003, section
 * 3.3).
 *
 * <p>Prompts are given along one axis. What both orders along it find says where the object is for the other two: its box on the slice
 * on which it is largest is their prompt. The two orders differ in which side of a prompted slice is visited first, as the second side
 * is found with the memory of the first.
 */
public final class SixOrientations {
    private static final int ORDERS = 2;

    private final PromptableNetwork network;
    private final Volume volume;
    private final int frame;
    private final IntensityRule rule;
    private final VolumeSettings settings;
    private final Aggregate aggregate;

    /**
     * For one volume.
     *
     * @param frame the point in time
     * @param rule by which values become gray, over the whole volume
     */
    public SixOrientations(
            PromptableNetwork network,
            Volume volume,
            int frame,
            IntensityRule rule,
            VolumeSettings settings,
            Aggregate aggregate) {
        this.network = network;
        this.volume = volume;
        this.frame = frame;
        this.rule = rule.over(volume);
        this.settings = settings;
        this.aggregate = aggregate;
    }

    /**
     * Prompts of one object on a slice.
     *
     * @param object its label, 1 or greater
     * @param slice from 0
     * @param prompts in voxels of the slice
     */
    public record Prompted(int object, int slice, PromptSet prompts) {}

    /**
     * Segments.
     *
     * @param axis along which the prompted slices lie
     * @param prompts at least one
     * @return labels of the size of the volume; where objects overlap the one that was prompted first later has the voxel
     * @throws UserError for an axis in time, and when a prompt does not fit
     * @throws java.util.concurrent.CancellationException when cancelled; nothing is kept then
     */
    public LabelVolume segment(Axis axis, List<Prompted> prompts, Progress progress) {
        if (axis == Axis.T) {
            throw new UserError("A time series has one orientation, not six.");
        }
        Map<Integer, Opinions> opinions = new LinkedHashMap<>();
        prompts.forEach(p -> opinions.computeIfAbsent(p.object(), o -> new Opinions(volume.size(), aggregate)));
        List<Axis> others = new ArrayList<>(List.of(Axis.Z, Axis.Y, Axis.X));
        others.remove(axis);
        Passes passes = new Passes(opinions, progress);
        passes.run(axis, prompts);
        // both from the first axis alone, so that neither depends on the order of the others
        List<List<Prompted>> derived =
                others.stream().map(other -> boxes(other, opinions)).toList();
        for (int i = 0; i < others.size(); i++) {
            passes.run(others.get(i), derived.get(i));
        }
        return labels(axis, opinions);
    }

    /** One box for each object that was found, on the slice along an axis on which it is largest. */
    private List<Prompted> boxes(Axis axis, Map<Integer, Opinions> opinions) {
        List<Prompted> out = new ArrayList<>();
        opinions.forEach((object, opinion) -> {
            int best = 0;
            Mask largest = opinion.mask(axis, 0);
            for (int slice = 1; slice < volume.size().count(axis); slice++) {
                Mask mask = opinion.mask(axis, slice);
                if (mask.area() > largest.area()) {
                    best = slice;
                    largest = mask;
                }
            }
            int slice = best;
            largest.boundingBox()
                    .ifPresent(box -> out.add(new Prompted(object, slice, PromptSet.of(new BoxPrompt(box)))));
        });
        return out;
    }

    private LabelVolume labels(Axis axis, Map<Integer, Opinions> opinions) {
        List<LabelMap> slices = new ArrayList<>();
        for (int slice = 0; slice < volume.size().count(axis); slice++) {
            Size size = volume.size().slice(axis);
            int[] labels = new int[size.pixels()];
            int at = slice;
            opinions.forEach((object, opinion) -> RunLengthMask.of(opinion.mask(axis, at))
                    .forEachRun((from, to) -> Arrays.fill(labels, from, to, object)));
            slices.add(LabelMap.of(size.width(), size.height(), labels));
        }
        return LabelVolume.ofSlices(slices, axis, frame, volume.size(), volume.geometry());
    }

    /** The passes so far. */
    private final class Passes {
        private final Map<Integer, Opinions> opinions;
        private final Progress progress;
        private final long total;
        private long visited;

        Passes(Map<Integer, Opinions> opinions, Progress progress) {
            this.opinions = opinions;
            this.progress = progress;
            this.total = (long) ORDERS
                    * (volume.size().width()
                            + volume.size().height()
                            + volume.size().depth());
        }

        /** Both orders along an axis. */
        void run(Axis axis, List<Prompted> prompts) {
            SliceSequence upwards = SliceSequence.of(volume, axis, frame, rule);
            try (EmbeddingCache cache = EmbeddingCache.inMemory(settings.image().memory())) {
                run(axis, upwards, prompts, index -> index, cache);
                run(axis, upwards.reversed(), prompts, index -> upwards.count() - 1 - index, cache);
            }
        }

        /** @param mirror between slices of the sequence and of the volume, in both directions */
        private void run(
                Axis axis,
                SliceSequence slices,
                List<Prompted> prompts,
                IntUnaryOperator mirror,
                EmbeddingCache cache) {
            try (VolumeSession session = VolumeSession.open(network, slices, settings, cache)) {
                prompts.stream().map(Prompted::object).distinct().forEach(object -> of(object)
                        .begin());
                prompts.forEach(p -> session.prompt(p.object(), mirror.applyAsInt(p.slice()), p.prompts()));
                SliceListener listener = (slice, found) ->
                        found.forEach((object, candidate) -> of(object).add(axis, mirror.applyAsInt(slice), candidate));
                if (!prompts.isEmpty()) {
                    session.propagate(SliceRange.all(slices), listener, within(slices.count()));
                }
                for (Prompted p : prompts) {
                    int slice = mirror.applyAsInt(p.slice());
                    session.mask(p.object(), slice)
                            .ifPresent(mask -> of(p.object()).add(axis, p.slice(), mask));
                }
            }
            visited += slices.count();
        }

        private Opinions of(int object) {
            return Optional.ofNullable(opinions.get(object)).orElseThrow();
        }

        /** The progress of one pass as a part of the whole. */
        private Progress within(int slices) {
            long before = visited;
            return new Progress() {
                @Override
                public void report(long done, long all, String what) {
                    progress.report(before + slices * done / Math.max(1, all), total, what);
                }

                @Override
                public boolean isCancelled() {
                    return progress.isCancelled();
                }
            };
        }
    }
}
