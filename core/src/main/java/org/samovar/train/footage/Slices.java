package org.samovar.train.footage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.samovar.geometry.Axis;
import org.samovar.geometry.VolumeGeometry;
import org.samovar.image.Image;
import org.samovar.image.IntensityRule;
import org.samovar.image.NonFinite;
import org.samovar.image.Volume;
import org.samovar.train.augment.Shot;
import org.samovar.train.data.DatasetItem;

/** The slices of one volume, or the frames of a time series: forwards or backwards, all or every second. */
public final class Slices implements Footage {
    private final List<Shot.Still> stills;

    /** @param stills all slices, where an id means the same object or class on all of them */
    public Slices(List<Shot.Still> stills) {
        this.stills = List.copyOf(stills);
    }

    /** The slices of a volume of a dataset, in order, gray by one rule for all of them. */
    public static Slices of(List<DatasetItem> volume) {
        List<Image> images = volume.stream().map(DatasetItem::image).toList();
        IntensityRule rule =
                IntensityRule.suitedTo(images.get(0)).over(Volume.ofSlices(images, Axis.Z, VolumeGeometry.PIXELS));
        List<Shot.Still> stills = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            stills.add(new Shot.Still(
                    rule.apply(images.get(i), NonFinite.AS_BLACK), volume.get(i).labels()));
        }
        return new Slices(stills);
    }

    /** Number of slices. */
    public int count() {
        return stills.size();
    }

    @Override
    public Optional<Shot> draw(int frames, SplittableRandom random) {
        int start = random.nextInt(stills.size());
        int step = (random.nextBoolean() ? 1 : -1) * (1 + random.nextInt(2));
        List<Integer> ids = stills.get(start).ids().ids();
        if (ids.isEmpty()) {
            return Optional.empty();
        }
        int object = ids.get(random.nextInt(ids.size()));
        List<Shot.Still> run = new ArrayList<>();
        for (int slice = start; run.size() < frames && slice >= 0 && slice < stills.size(); slice += step) {
            run.add(stills.get(slice));
        }
        return run.size() < frames ? Optional.empty() : Optional.of(new Shot(run, object, Shot.Kind.CONTINUOUS));
    }
}
