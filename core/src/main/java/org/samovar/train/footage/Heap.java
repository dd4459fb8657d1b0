package org.samovar.train.footage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.samovar.image.LabelMap;
import org.samovar.train.augment.Shot;
import org.samovar.train.augment.TrainingImage;
import org.samovar.train.data.SegmentedObject;

/** Images of one dataset in no order, where the object is all that belongs to a class; each once before one comes again. */
public final class Heap implements Footage {
    private final List<Shot.Still> stills;
    private final List<List<Integer>> classes;

    /** @param images of a dataset whose labels are classes, each with at least one object */
    public Heap(List<TrainingImage> images) {
        this.stills = images.stream()
                .map(image -> new Shot.Still(image.image(), classes(image)))
                .toList();
        this.classes = stills.stream().map(still -> still.ids().ids()).toList();
    }

    /** The label of each pixel of the objects that are large enough. */
    private static LabelMap classes(TrainingImage image) {
        int[] label = new int[image.instances().maxId() + 1];
        for (SegmentedObject object : image.objects()) {
            label[object.id()] = object.label();
        }
        int[] ids = image.instances().labels().clone();
        for (int i = 0; i < ids.length; i++) {
            ids[i] = label[ids[i]];
        }
        return LabelMap.of(image.image().width(), image.image().height(), ids);
    }

    @Override
    public Optional<Shot> draw(int frames, SplittableRandom random) {
        List<Integer> rest = new ArrayList<>();
        List<Integer> run = new ArrayList<>();
        while (run.size() < frames) {
            if (rest.isEmpty()) {
                IntStream.range(0, stills.size()).forEach(rest::add);
            }
            run.add(rest.remove(random.nextInt(rest.size())));
        }
        List<Integer> present = classes.get(run.get(0));
        int object = present.get(random.nextInt(present.size()));
        return Optional.of(new Shot(run.stream().map(stills::get).toList(), object, Shot.Kind.HEAP));
    }
}
