package org.samovar.train.footage;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.samovar.train.augment.Shot;
import org.samovar.train.augment.TrainingImage;
import org.samovar.train.data.SegmentedObject;

/** One image again and again; the views of it move. */
public final class StillImages implements Footage {
    private final List<TrainingImage> images;

    /** @param images each with at least one object */
    public StillImages(List<TrainingImage> images) {
        this.images = List.copyOf(images);
    }

    @Override
    public Optional<Shot> draw(int frames, SplittableRandom random) {
        TrainingImage image = images.get(random.nextInt(images.size()));
        SegmentedObject object =
                image.objects().get(random.nextInt(image.objects().size()));
        Shot.Still still = new Shot.Still(image.image(), image.instances());
        return Optional.of(new Shot(Collections.nCopies(frames, still), object.id(), Shot.Kind.CONTINUOUS));
    }
}
