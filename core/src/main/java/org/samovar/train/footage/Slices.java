package org.samovar.train.footage;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.samovar.geometry.Axis;
import org.samovar.geometry.Region;
import org.samovar.image.IntensityRule;
import org.samovar.image.LabelMap;
import org.samovar.image.LabelVolume;
import org.samovar.image.NonFinite;
import org.samovar.image.Volume;
import org.samovar.train.augment.Endings;
import org.samovar.train.augment.Shot;
import org.samovar.train.data.VolumeItem;

/**
 * The slices of one volume, or the frames of a time series: forwards or backwards, all or every second or third. Some objects are
 * several neighbours taken together, so that an object may be of many parts.
 */
public final class Slices implements Footage {
    /** Most slices from one frame to the next. */
    private static final int MOST_STEP = 3;
    /** Share of the objects to which neighbours are added, and of the neighbours that are. */
    private static final double TOGETHER_SHARE = 0.3;

    private static final double NEIGHBOUR_SHARE = 0.6;

    private final int count;
    private final IntFunction<Shot.Still> slices;

    /**
     * @param count number of slices
     * @param slices reads one, from index 0; an id means the same object or class on all of them
     */
    public Slices(int count, IntFunction<Shot.Still> slices) {
        this.count = count;
        this.slices = slices;
    }

    /** The slices of a volume of a dataset along an axis, or its points in time along {@link Axis#T}, gray by one rule for all of them. */
    public static Slices of(VolumeItem item, Axis axis) {
        Volume volume = item.volume();
        LabelVolume labels = item.labels();
        IntensityRule rule = IntensityRule.suitedTo(volume.info().type()).over(volume);
        return new Slices(
                volume.size().count(axis),
                i -> new Shot.Still(
                        rule.apply(volume.slice(axis, i, 0), NonFinite.AS_BLACK), labels.slice(axis, i, 0)));
    }

    /** Number of slices. */
    public int count() {
        return count;
    }

    @Override
    public Optional<Shot> draw(int frames, SplittableRandom random) {
        int start = random.nextInt(count);
        int step = (random.nextBoolean() ? 1 : -1) * (1 + random.nextInt(MOST_STEP));
        int last = start + (frames - 1) * step;
        if (last < 0 || last >= count) {
            return Optional.empty();
        }
        Shot.Still first = slices.apply(start);
        List<Integer> ids = first.ids().ids();
        if (ids.isEmpty()) {
            return Optional.empty();
        }
        List<Shot.Still> run = IntStream.range(0, frames)
                .mapToObj(i -> i == 0 ? first : slices.apply(start + i * step))
                .toList();
        Set<Integer> atLast = new HashSet<>(run.get(frames - 1).ids().ids());
        int object = Endings.choose(ids, id -> !atLast.contains(id), random);
        Set<Integer> together =
                random.nextDouble() < TOGETHER_SHARE ? withNeighbours(object, first.ids(), random) : Set.of(object);
        List<Shot.Still> seen = together.size() == 1
                ? run
                : run.stream()
                        .map(still -> new Shot.Still(still.image(), joined(still.ids(), together, object)))
                        .toList();
        return Optional.of(new Shot(seen, object, Shot.Kind.CONTINUOUS));
    }

    /** An object and some of those within its box. */
    private static Set<Integer> withNeighbours(int object, LabelMap map, SplittableRandom random) {
        Region region = map.mask(object).region().orElseThrow();
        Set<Integer> near = new TreeSet<>();
        for (int y = region.y(); y < region.y() + region.height(); y++) {
            for (int x = region.x(); x < region.x() + region.width(); x++) {
                near.add(map.get(x, y));
            }
        }
        near.removeIf(id -> id == 0 || id != object && random.nextDouble() >= NEIGHBOUR_SHARE);
        return near;
    }

    /** The map where all of {@code together} have the id {@code object}. */
    private static LabelMap joined(LabelMap map, Set<Integer> together, int object) {
        int[] out = map.labels().clone();
        for (int i = 0; i < out.length; i++) {
            if (out[i] != 0 && together.contains(out[i])) {
                out[i] = object;
            }
        }
        return LabelMap.of(map.width(), map.height(), out);
    }
}
