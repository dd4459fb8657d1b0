package org.samovar.train.footage;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.samovar.geometry.Axis;
import org.samovar.image.IntensityRule;
import org.samovar.image.LabelMap;
import org.samovar.image.NonFinite;
import org.samovar.image.Volume;
import org.samovar.train.augment.Endings;
import org.samovar.train.augment.Shot;
import org.samovar.train.data.VolumeItem;

/** The slices of one volume, or the frames of a time series: forwards or backwards, all or every second or third. */
public final class Slices implements Footage {
    /** Most slices from one frame to the next. */
    private static final int MOST_STEP = 3;

    private final List<Shot.Still> stills;

    /** @param stills all slices, where an id means the same object or class on all of them */
    public Slices(List<Shot.Still> stills) {
        this.stills = List.copyOf(stills);
    }

    /** The slices of a volume of a dataset along an axis, or its points in time along {@link Axis#T}, gray by one rule for all of them. */
    public static Slices of(VolumeItem item, Axis axis) {
        Volume volume = item.volume();
        IntensityRule rule = IntensityRule.suitedTo(volume.info().type()).over(volume);
        List<LabelMap> labels = item.labels().slices(axis, 0);
        return new Slices(IntStream.range(0, labels.size())
                .mapToObj(i -> new Shot.Still(rule.apply(volume.slice(axis, i, 0), NonFinite.AS_BLACK), labels.get(i)))
                .toList());
    }

    /** Number of slices. */
    public int count() {
        return stills.size();
    }

    @Override
    public Optional<Shot> draw(int frames, SplittableRandom random) {
        int start = random.nextInt(stills.size());
        int step = (random.nextBoolean() ? 1 : -1) * (1 + random.nextInt(MOST_STEP));
        int last = start + (frames - 1) * step;
        List<Integer> ids = stills.get(start).ids().ids();
        if (ids.isEmpty() || last < 0 || last >= stills.size()) {
            return Optional.empty();
        }
        List<Shot.Still> run = IntStream.range(0, frames)
                .mapToObj(i -> stills.get(start + i * step))
                .toList();
        return Optional.of(
                new Shot(run, Endings.choose(ids, id -> endsBefore(last, id), random), Shot.Kind.CONTINUOUS));
    }

    private boolean endsBefore(int slice, int id) {
        return stills.get(slice).ids().mask(id).isEmpty();
    }
}
